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

/** What is imported only when it is needed, but needed at once: the client itself, and lists, where most people go. */
const neededAtOnce: Plugin = {
  name: "needed-at-once",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
      const needed = new Set<string>();
      const add = (file: string | undefined) => {
        if (file === undefined || needed.has(file)) return;
        needed.add(file);
        for (const imported of chunks.find(({ fileName }) => fileName === file)?.imports ?? []) add(imported);
      };
      for (const { facadeModuleId, fileName } of chunks)
        if (/\/web\/(start|records\/RecordListPage)\.tsx$/.test(facadeModuleId ?? "")) add(fileName);
      return [...needed].map((file) => ({
        tag: "link",
        attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}` },
        injectTo: "head",
      }));
    },
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [documentsWhereTheyAreWritten, neededAtOnce, react()],
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
