// Runs in the browser: GraphiQL with the session of whoever is signed in to the client here.
import { createClient } from "/graphiql/graphql-ws/client.js";
import { askToSignIn, bearer } from "/graphiql/session.js";

const root = document.getElementById("root");

const socket = createClient({
  url: `${location.protocol.replace("http", "ws")}//${location.host}/graphql`,
  connectionParams: async () => ({ authorization: await bearer() }),
});

async function fetcher(request, { headers } = {}) {
  const operation = new RegExp(`subscription\\s+${request.operationName ?? ""}\\s*[({@\\w]`);
  if (operation.test(request.query)) return socket.iterate(request);
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: await bearer(), ...headers },
    body: JSON.stringify(request),
  });
  return response.json();
}

const worker = (file) => new Worker(`/graphiql/ruru/${file}`, { type: "module" });
globalThis.MonacoEnvironment = {
  getWorker: (_, label) => worker({ json: "jsonWorker.js", graphql: "graphqlWorker.js" }[label] ?? "editorWorker.js"),
};

try {
  await bearer();
  const { React, createRoot, Ruru } = await import("/graphiql/ruru/ruru.js");
  const defaultQuery = "{\n  me { name role { name } }\n  contacts(first: 10) { nodes { id name } }\n}\n";
  createRoot(root).render(React.createElement(Ruru, { fetcher, defaultQuery }));
} catch (error) {
  askToSignIn(root, error);
}
