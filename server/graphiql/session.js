// Runs in the browser: the session of whoever is signed in to the client here, for the pages on which the API is tried.
const channel = new BroadcastChannel("rowan-session");
let token;
// One refresh token used twice would end the session, so tabs share what one of them gets.
channel.onmessage = ({ data }) => {
  token = data?.accessToken;
};

/** The Authorization header of whoever is signed in; throws when nobody is. */
export async function bearer() {
  if (token && expiry(token) - Date.now() > 20_000) return `Bearer ${token}`;
  await navigator.locks.request("rowan-session", async () => {
    const response = await fetch("/auth/refresh", { method: "POST" });
    if (!response.ok) throw new Error("You are not signed in.");
    token = (await response.json()).accessToken;
    channel.postMessage({ accessToken: token });
  });
  return `Bearer ${token}`;
}

/** Says, in the place of a page, that it is for members. */
export function askToSignIn(root, { message }) {
  const link = Object.assign(document.createElement("a"), { href: "/", textContent: "Sign in" });
  const text = document.createElement("p");
  text.append(`${message} `, link, " first, then open this page again.");
  root.replaceChildren(text);
}

function expiry(jwt) {
  return JSON.parse(atob(jwt.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"))).exp * 1000;
}
