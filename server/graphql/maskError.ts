import { GraphQLError } from "postgraphile/graphql";
import type { Errors, Told } from "../errors.ts";

/** What leaves of an error of GraphQL: the words and codes of errors.ts. */
export function makeMaskError(errors: Errors) {
  return (error: GraphQLError | Error): GraphQLError => {
    if (!(error instanceof GraphQLError)) return toGraphQL(errors.tell(error), undefined);
    const { originalError } = error;
    // Without a cause it is GraphQL's own: a syntax error, an unknown field, a variable of the wrong type.
    if (!originalError || originalError instanceof GraphQLError) {
      return new GraphQLError(error.message, {
        ...keep(error),
        extensions: { code: "BAD_USER_INPUT", ...error.extensions },
      });
    }
    const [node] = error.nodes ?? [];
    const action = node?.kind === "Field" ? actionOf(node.name.value) : undefined;
    return toGraphQL(errors.tell(originalError, { action }), error);
  };
}

function toGraphQL({ status: _, code, message, ...more }: Told, error: GraphQLError | undefined): GraphQLError {
  const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
  return new GraphQLError(message, { ...(error && keep(error)), extensions: { code, ...given } });
}

function keep({ nodes, source, positions, path }: GraphQLError) {
  return { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null, path: path ?? null };
}

/** createContact → create */
function actionOf(field: string): string {
  return /^[a-z]+/.exec(field)?.[0].match(/^(create|update|delete|upsert)/)?.[0] ?? "read";
}
