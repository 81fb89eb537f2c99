import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.SERVER_URL ?? "http://localhost:3000";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { target: "es2023", sourcemap: false, chunkSizeWarningLimit: 1000, manifest: true },
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
