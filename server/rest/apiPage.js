// Runs in the browser: Swagger UI, light or dark as the system is.
import { askToSignIn, bearer } from "/graphiql/session.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

try {
  await bearer();
  globalThis.SwaggerUIBundle({
    url: "/rest/openapi.json",
    dom_id: "#swagger-ui",
    deepLinking: true,
    docExpansion: "none",
    persistAuthorization: true,
    tryItOutEnabled: true,
    // Who gave a key tries it with that; who is signed in, as themselves.
    async requestInterceptor(request) {
      if (request.headers.Authorization) return request;
      const authorization = await bearer().catch(() => undefined);
      if (authorization) request.headers.Authorization = authorization;
      return request;
    },
  });
} catch (error) {
  askToSignIn(document.getElementById("swagger-ui"), error);
}
