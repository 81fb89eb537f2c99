// SQL cannot do this because it is decided before anything is asked of it.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "postgraphile/graphql";

const maxNodes = 50_000;
const usual = 100;
/** Lists that are short by nature, being what a workspace is made of and not what it holds, count as twenty. */
const short = /^(Object|Field|FieldOption|Pipeline|Stage|View|Favorite|User|Role|Permission)Connection$/;
const shortLength = 20;

type Args = Pick<Grafast.ExecutionArgs, "document" | "operationName" | "schema" | "variableValues"> & {
  contextValue?: unknown;
};

/** Refuses operations that could give too many nodes, by each list's `first`; and tells the schema to members only. */
export const CostPlugin: GraphileConfig.Plugin = {
  name: "CostPlugin",
  version: "1.0.0",
  grafast: {
    middleware: {
      execute: async (next, { args }) => (await refuse(args)) ?? next(),
      subscribe: async (next, { args }) => (await refuse(args)) ?? next(),
    },
  },
};

interface Refusal {
  errors: GraphQLError[];
}

function refuse(args: Args): Refusal | undefined | Promise<Refusal | undefined> {
  const operation = args.document.definitions.find(
    (one): one is OperationDefinitionNode =>
      one.kind === Kind.OPERATION_DEFINITION && (!args.operationName || one.name?.value === args.operationName),
  );
  if (!operation) return undefined; // of which the execution says more
  const fragments = new Map(
    args.document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  if (nodesOf(operation, fragments, args) > maxNodes) {
    const hint = "Give the lists within lists a smaller “first”, or ask for them one after another.";
    return refusal("QUERY_TOO_COMPLEX", `This could give more than ${maxNodes.toLocaleString("en")} nodes.`, hint);
  }
  if (introspects(operation.selectionSet, fragments)) return refuseStrangers(args.contextValue as Grafast.Context);
  return undefined;
}

/** Visitors are known by bringing nothing; whether what others bring is good the database knows, which is asked nothing else. */
async function refuseStrangers({ caller, withPgClient, pgSettings }: Grafast.Context): Promise<Refusal | undefined> {
  if (!caller.sessionId && !caller.apiKeyHash) {
    const hint = "Send an access token or an API key as Authorization: Bearer.";
    return refusal("UNAUTHENTICATED", "The schema is told to members. Sign in first.", hint);
  }
  try {
    await withPgClient(pgSettings ?? null, (client) => client.query({ text: "select" }));
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { errors: [new GraphQLError(error.message, { originalError: error })] };
  }
}

function refusal(code: string, message: string, hint: string): Refusal {
  return { errors: [new GraphQLError(message, { extensions: { code, hint } })] };
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function introspects({ selections }: SelectionSetNode, fragments: Fragments): boolean {
  return selections.some((selection) => {
    if (selection.kind === Kind.FIELD) {
      // Whether there is a type of a certain name is no secret.
      const isName = selection.selectionSet?.selections.every(
        (one) => one.kind === Kind.FIELD && one.name.value === "name",
      );
      return selection.name.value === "__schema" || (selection.name.value === "__type" && !isName);
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) return introspects(selection.selectionSet, fragments);
    const fragment = fragments.get(selection.name.value);
    return fragment !== undefined && introspects(fragment.selectionSet, fragments);
  });
}

/** How many nodes an operation gives when every list is as long as it may be. */
function nodesOf(operation: OperationDefinitionNode, fragments: Fragments, { schema, variableValues }: Args): number {
  const known = new Map<string, number>();

  function within({ selections }: SelectionSetNode, type: GraphQLOutputType | null | undefined, length = 1): number {
    let total = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) total += ofField(selection, type, length);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type;
        total += within(selection.selectionSet, isObjectType(on) ? on : type, length);
      } else total += ofFragment(selection.name.value, length);
    }
    return total;
  }

  function ofFragment(name: string, length: number): number {
    const key = `${name} ${length}`;
    const fragment = fragments.get(name);
    if (!fragment) return 0;
    const on = schema.getType(fragment.typeCondition.name.value);
    const total = known.get(key) ?? within(fragment.selectionSet, isObjectType(on) ? on : null, length);
    known.set(key, total);
    return total;
  }

  /** `length` is the connection's, of a field within one. */
  function ofField(node: FieldNode, parent: GraphQLOutputType | null | undefined, length: number): number {
    const type = isObjectType(parent) ? parent.getFields()[node.name.value]?.type : undefined;
    if (!type || !node.selectionSet) return 0;
    const named = getNamedType(type);
    if (named.name.endsWith("Connection")) return within(node.selectionSet, named, lengthOf(node, named.name));
    const isOfConnection = isObjectType(parent) && parent.name.endsWith("Connection");
    if (isOfConnection && ["nodes", "edges"].includes(node.name.value))
      return length * (1 + within(node.selectionSet, named));
    const inner = within(node.selectionSet, named);
    return isListType(getNullableType(type)) && !isOfConnection ? usual * inner : inner;
  }

  function lengthOf({ arguments: given = [] }: FieldNode, connection: string): number {
    const value = given.find(({ name }) => name.value === "first")?.value;
    const first =
      value?.kind === Kind.INT
        ? Number(value.value)
        : value?.kind === Kind.VARIABLE
          ? Number(variableValues?.[value.name.value] ?? usual)
          : usual;
    return short.test(connection) ? Math.min(first, shortLength) : first;
  }

  const root = schema.getRootType(operation.operation);
  return within(operation.selectionSet, root);
}
