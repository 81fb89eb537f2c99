import { PgAggregatesPreset } from "@graphile/pg-aggregates";
import { PgSimplifyInflectionPreset } from "@graphile/simplify-inflection";
import type { Pool } from "pg";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";
import type { Errors } from "./errors.ts";
import { makeWithPgClient } from "./graphql/adaptor.ts";
import { BehaviorCachePlugin } from "./graphql/behaviors.ts";
import { BulkPlugin } from "./graphql/bulk.ts";
import { CodesPlugin } from "./graphql/codes.ts";
import { contextOf } from "./graphql/context.ts";
import { CostPlugin } from "./graphql/cost.ts";
import { CountIdsPlugin } from "./graphql/countIds.ts";
import { EmptyLastPlugin } from "./graphql/emptyLast.ts";
import { GeneratedColumnsPlugin } from "./graphql/generated.ts";
import { LimitsPlugin } from "./graphql/limits.ts";
import { LowerCasePlugin } from "./graphql/lowerCase.ts";
import { makeMaskError } from "./graphql/maskError.ts";
import { NamesPlugin } from "./graphql/names.ts";
import { PagesPlugin } from "./graphql/pages.ts";
import { RecentOperationsPlugin } from "./graphql/recent.ts";
import { RecordChangesPlugin } from "./graphql/recordChanges.ts";
import { RelationOrderPlugin } from "./graphql/relationOrder.ts";
import { ShippedOnlyPlugin, shippedSchemas } from "./graphql/shippedOnly.ts";
import { TransactionIdPlugin } from "./graphql/transactionId.ts";
import { WrittenPlugin } from "./graphql/written.ts";
import type { LiveFeed } from "./live/feed.ts";

/** How PostGraphile makes GraphQL of the database. */
export function makePreset({
  pool,
  prepare,
  version,
  errors,
  jwtSecret,
  live,
  isRehearsal = false,
  schemaPath,
}: {
  pool: Pool;
  /** Whether statements may be prepared by name. */
  prepare?: boolean;
  /** Of the schema, read before it was. */
  version?: number;
  errors: Errors;
  jwtSecret: string;
  /** What subscriptions read; not needed to build the schema. */
  live?: LiveFeed;
  /** Of the shipped objects alone. */
  isRehearsal?: boolean;
  /** Where to write the schema as SDL; nowhere when not given. */
  schemaPath?: string;
}): GraphileConfig.Preset {
  const service = makePgService({ pool, schemas: isRehearsal ? shippedSchemas : ["app_public", "app_custom"] });
  return {
    extends: [
      PostGraphileAmberPreset,
      PgSimplifyInflectionPreset,
      PostGraphileConnectionFilterPreset,
      PgAggregatesPreset,
    ],
    plugins: [
      NamesPlugin,
      PagesPlugin,
      BulkPlugin,
      CodesPlugin,
      LimitsPlugin,
      GeneratedColumnsPlugin,
      LowerCasePlugin,
      CostPlugin,
      CountIdsPlugin,
      EmptyLastPlugin,
      BehaviorCachePlugin,
      RecentOperationsPlugin,
      RecordChangesPlugin,
      RelationOrderPlugin,
      TransactionIdPlugin,
      WrittenPlugin,
      ...(isRehearsal ? [ShippedOnlyPlugin] : []),
    ],
    disablePlugins: [
      "NodePlugin", // `id` is the uuid
      "PgIndexBehaviorsPlugin", // an index changes how fast an answer is, never what can be asked
      // Of the aggregates those that lists, boards and reports use; the rest doubles the types.
      "PgAggregatesOrderByAggregatesPlugin",
      "PgAggregatesFilterRelationalAggregatesPlugin",
      "PgAggregatesAddHavingAggregateTypesPlugin",
    ],
    pgServices: [
      {
        ...service,
        adaptor: { ...service.adaptor, createWithPgClient: () => makeWithPgClient(pool, { prepare, version }) },
      },
    ],
    schema: {
      dontSwallowErrors: true,
      connectionFilterRelations: true,
      connectionFilterComputedColumns: false,
      connectionFilterSetofFunctions: false,
      connectionFilterAllowEmptyObjectInput: true,
      connectionFilterAllowNullInput: true,
      // `first` and `after` walk a list; the rest would only make the schema larger.
      defaultBehavior:
        "-resource:connection:backwards -stddevSample:attribute:aggregate -stddevPopulation:attribute:aggregate -varianceSample:attribute:aggregate -variancePopulation:attribute:aggregate",
      ...(schemaPath && { exportSchemaSDLPath: schemaPath, sortExport: true }),
    },
    gather: { installWatchFixtures: false, pgStrictFunctions: true },
    grafast: {
      context: (requestContext) => contextOf({ requestContext, jwtSecret, live }),
      timeouts: { planning: 2_000, execution: 30_000 },
    },
    grafserv: {
      graphqlPath: "/graphql",
      graphiql: false,
      graphiqlOnGraphQLGET: false,
      graphqlOverGET: true,
      websockets: true,
      maxRequestLength: 5_000_000, // 5,000 records of 1 kB
      parseAndValidateCacheSize: 200,
      maskError: makeMaskError(errors),
    },
  };
}
