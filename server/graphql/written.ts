// SQL cannot do this because PostGraphile says in a statement how values are written out.
import { TYPES } from "postgraphile/@dataplan/pg";

/**
 * Times, dates and lists are written out by `app_hidden.written`, which PostgreSQL calls once a list is sorted and cut to its page. The
 * casts that PostGraphile puts there by itself are done for each row that is sorted, and take most of the time where there is no index.
 */
export const WrittenPlugin: GraphileConfig.Plugin = {
  name: "WrittenPlugin",
  version: "1.0.0",
  schema: {
    hooks: {
      init(_, build) {
        const { sql } = build;
        for (const codec of Object.values(build.pgCodecs)) {
          const isPlainList = codec.arrayOfCodec && !codec.castFromPg;
          if (codec === TYPES.timestamptz || codec === TYPES.date || isPlainList)
            codec.castFromPg = (value) => sql`app_hidden.written(${value})`;
        }
        return _;
      },
    },
  },
};
