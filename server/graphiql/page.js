// Runs in the browser: GraphiQL with the session of whoever is signed in to the client here.
import { createClient } from "/graphiql/graphql-ws/client.js";

const root = document.getElementById("root");
const channel = new BroadcastChannel("rowan-session");
let token;
// One refresh token used twice would end the session, so tabs share what one of them gets.
channel.onmessage = ({ data }) => {
  token = data?.accessToken;
};

async function bearer() {
  if (token && expiry(token) - Date.now() > 20_000) return `Bearer ${token}`;
  await navigator.locks.request("rowan-session", async () => {
    const response = await fetch("/auth/refresh", { method: "POST" });
    if (!response.ok) throw new Error("You are not signed in.");
    token = (await response.json()).accessToken;
    channel.postMessage({ accessToken: token });
  });
  return `Bearer ${token}`;
}

function expiry(jwt) {
  return JSON.parse(atob(jwt.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"))).exp * 1000;
}

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
  const link = Object.assign(document.createElement("a"), { href: "/", textContent: "Sign in" });
  const text = document.createElement("p");
  text.append(`${error.message} `, link, " first, then open this page again.");
  root.replaceChildren(text);
}
