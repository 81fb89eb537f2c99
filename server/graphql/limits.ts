// SQL cannot do this because it is about documents, before anything is asked of it.
import { depthLimit } from "@graphile/depth-limit";
import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  type SelectionSetNode,
  type ValidationContext,
} from "postgraphile/graphql";

const maxDepth = 16;
const maxFields = 2_000;

/** Refuses documents that are too deep or too wide, before they are planned. */
export const LimitsPlugin: GraphileConfig.Plugin = {
  name: "LimitsPlugin",
  version: "1.0.0",
  grafserv: {
    middleware: {
      setPreset(next, event) {
        event.validationRules.unshift(codes);
        event.validationRules.push(
          depthLimit({ maxDepth, maxListDepth: 8, maxSelfReferentialDepth: 8, revealDetails: true }),
          fieldLimit,
        );
        return next();
      },
    },
  },
};

/** Gives every error of validation a code; it has to be the first rule. */
function codes(context: ValidationContext): ASTVisitor {
  const report = context.reportError.bind(context);
  context.reportError = (error) => {
    if (error.extensions.code) return report(error);
    const { message, nodes, source, positions } = error;
    const code = /deep|depth/i.test(message) && nodes ? "QUERY_TOO_COMPLEX" : "BAD_USER_INPUT";
    report(
      new GraphQLError(message, {
        nodes: nodes ?? null,
        source: source ?? null,
        positions: positions ?? null,
        extensions: { code },
      }),
    );
  };
  return {};
}

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
