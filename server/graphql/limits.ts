// SQL cannot do this because it is about documents, before anything is asked of it.
import { depthLimit } from "@graphile/depth-limit";
import { SafeError } from "postgraphile/grafast";
import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  parse,
  type SelectionSetNode,
  type ValidationContext,
  visit,
} from "postgraphile/graphql";

const maxDepth = 16;
const maxFields = 2_000;
/** Each is a statement of its own, in a transaction of its own. */
const maxRootFields = 100;
const maxLength = 200_000;
/** Shorter documents have few enough fields to be validated at once. */
const longish = 8_000;

/** Refuses documents that are too deep or too wide, before they are planned. */
export const LimitsPlugin: GraphileConfig.Plugin = {
  name: "LimitsPlugin",
  version: "1.0.0",
  grafserv: {
    middleware: {
      setPreset(next, event) {
        event.validationRules.push(
          depthLimit({
            maxDepth,
            maxListDepth: 8,
            maxSelfReferentialDepth: 8,
            // GraphiQL and code generators ask for the whole schema.
            maxIntrospectionDepth: 16,
            maxDepthByFieldCoordinates: { "__Type.ofType": 12 },
            revealDetails: true,
          }),
          fieldLimit,
          rootFieldLimit,
        );
        return next();
      },
      processGraphQLRequestBody(next, { body: { query } }) {
        if (typeof query !== "string" || query.length < longish) return next();
        if (query.length > maxLength)
          throw tooComplex(`A document may have at most ${maxLength.toLocaleString("en")} characters.`);
        // Counting is quick; some rules of validation compare every field with every other.
        if (countFields(query) > maxFields) throw tooComplex(`A document may ask for at most ${maxFields} fields.`);
        return next();
      },
    },
  },
};

/** Counts the fields that a document asks for, each as often as a fragment brings it. */
function fieldLimit(context: ValidationContext): ASTVisitor {
  const counted = new Map<FragmentDefinitionNode, number>();
  const count = ({ selections }: SelectionSetNode, within: Set<FragmentDefinitionNode>): number => {
    let total = 0;
    for (const selection of selections) {
      if (total > maxFields) return total;
      if (selection.kind === "FragmentSpread") {
        const fragment = context.getFragment(selection.name.value);
        if (!fragment || within.has(fragment)) continue; // other rules speak of these
        const known = counted.get(fragment) ?? count(fragment.selectionSet, new Set([...within, fragment]));
        counted.set(fragment, known);
        total += known;
      } else {
        if (selection.kind === "Field") total += 1;
        if (selection.selectionSet) total += count(selection.selectionSet, within);
      }
    }
    return total;
  };
  return {
    OperationDefinition(node) {
      if (count(node.selectionSet, new Set()) <= maxFields) return;
      context.reportError(
        new GraphQLError(`A document may ask for at most ${maxFields} fields.`, {
          nodes: node,
          extensions: { code: "QUERY_TOO_COMPLEX" },
        }),
      );
    },
  };
}

/** Counts what an operation asks for at once. */
function rootFieldLimit(context: ValidationContext): ASTVisitor {
  const count = ({ selections }: SelectionSetNode, within: readonly string[]): number =>
    selections.reduce((total, selection) => {
      if (selection.kind === "Field") return total + 1;
      if (selection.kind === "InlineFragment") return total + count(selection.selectionSet, within);
      const fragment = within.includes(selection.name.value) ? undefined : context.getFragment(selection.name.value);
      return total + (fragment ? count(fragment.selectionSet, [...within, selection.name.value]) : 0);
    }, 0);
  return {
    OperationDefinition(node) {
      if (count(node.selectionSet, []) <= maxRootFields) return;
      context.reportError(
        new GraphQLError(`An operation may have at most ${maxRootFields} fields at its top.`, {
          nodes: node,
          extensions: { code: "QUERY_TOO_COMPLEX" },
        }),
      );
    },
  };
}

function tooComplex(message: string): SafeError {
  return new SafeError(message, { code: "QUERY_TOO_COMPLEX", hint: "Send what varies as variables.", statusCode: 400 });
}

function countFields(query: string): number {
  let count = 0;
  try {
    visit(parse(query, { noLocation: true }), {
      Field() {
        count += 1;
      },
    });
  } catch {
    // The parser proper says what is wrong with it.
  }
  return count;
}
