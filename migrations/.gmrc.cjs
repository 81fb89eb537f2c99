// Settings for graphile-migrate's own command line: npx graphile-migrate --config migrations/.gmrc.cjs status
const { migrationSettings } = require("../server/database/migrations.ts");
const { readEnv } = require("../server/env.ts");

module.exports = migrationSettings({ ownerUrl: readEnv().databaseUrl });
