import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

export interface Logins {
  /** Serves requests: may do nothing but become the person who asks. */
  authenticator: Login;
  /** Runs jobs. */
  worker: Login;
}

export interface Login {
  role: string;
  password: string;
  url: string;
}

/** The two roles that the server logs in as; nobody has to keep their passwords, which follow from the secret. */
export function logins({ ownerUrl, jwtSecret }: { ownerUrl: string; jwtSecret: string }): Logins {
  const login = (name: string): Login => {
    const role = `${databaseOf(ownerUrl)}_${name}`;
    const password = createHmac("sha256", jwtSecret).update(`postgres:${role}`).digest("hex");
    const url = new URL(ownerUrl);
    url.username = encodeURIComponent(role);
    url.password = password;
    return { role, password, url: url.href };
  };
  return { authenticator: login("authenticator"), worker: login("worker") };
}

export function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

/** What PostgreSQL stores of a password, so that the password itself never stands in a statement or a log. */
export function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const iterations = 4096;
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  const key = (name: string) => createHmac("sha256", salted).update(name).digest();
  const stored = createHash("sha256").update(key("Client Key")).digest("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${stored}:${key("Server Key").toString("base64")}`;
}
