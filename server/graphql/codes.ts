// SQL cannot do this because these errors come before anything is asked of it.
import { type ASTVisitor, GraphQLError, type ValidationContext } from "postgraphile/graphql";

/** Gives every error a code that is made on the way to the execution: by the HTTP layer, the parser, the rules of validation. */
export const CodesPlugin: GraphileConfig.Plugin = {
  name: "CodesPlugin",
  version: "1.0.0",
  grafserv: {
    middleware: {
      setPreset(next, event) {
        event.validationRules.unshift(codeErrors); // the first, because it changes how the others report
        return next();
      },
      async processRequest(next) {
        const result = await next();
        // What has data has been through maskError.
        if (result?.type !== "buffer" || !result.buffer.subarray(0, 9).equals(onlyErrors)) return result;
        const buffer = Buffer.from(
          JSON.stringify(coded(JSON.parse(result.buffer.toString("utf8")), result.statusCode)),
        );
        return { ...result, buffer, headers: { ...result.headers, "content-length": String(buffer.length) } };
      },
    },
  },
};

const onlyErrors = Buffer.from('{"errors"');

interface Answer {
  errors?: { message: string; extensions?: Record<string, unknown> }[];
}

function coded(answer: unknown, status: number): object {
  const { errors, ...rest }: Answer = Object(answer);
  return {
    ...(errors && {
      errors: errors.map(({ extensions: { statusCode: _, ...extensions } = {}, ...error }) => ({
        ...error,
        extensions: { code: status === 413 ? "PAYLOAD_TOO_LARGE" : "BAD_USER_INPUT", ...extensions },
      })),
    }),
    ...rest,
  };
}

function codeErrors(context: ValidationContext): ASTVisitor {
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
