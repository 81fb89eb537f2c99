import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const server = process.env.SERVER_URL ?? "http://localhost:3000";

/**
 * `graphql("…")` gives its own text, which urql parses when it is first asked. The generated function looks documents up in a
 * map of all there are, parsed, so that the first page would carry the documents of every other.
 */
const documentsWhereTheyAreWritten: Plugin = {
  name: "documents-where-they-are-written",
  enforce: "pre",
  transform: {
    filter: { id: /\/web\/graphql\/gql\.ts$/ },
    handler: () => ({ code: "export const graphql = (text) => text;", map: null }),
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [documentsWhereTheyAreWritten, react()],
  build: {
    target: "es2023",
    sourcemap: false,
    chunkSizeWarningLimit: 1000,
    manifest: true,
    rolldownOptions: {
      // Chakra's are identities: without this each of its recipes stays, used or not.
      treeshake: { manualPureFunctions: ["defineConfig", "defineRecipe", "defineSlotRecipe", "defineStyle"] },
    },
  },
  server: {
    port: 5173,
    // Not the sources in folders of the same names.
    proxy: {
      "^/graphql(\\?.*)?$": { target: server, ws: true },
      "^/auth/[^.]*$": server,
      "^/rest(/.*)?$": server,
    },
  },
});
