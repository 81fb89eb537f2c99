// For tests: an endpoint of somebody else's, which verifies as the standardwebhooks library does.
import { createServer, type IncomingHttpHeaders } from "node:http";
import { buffer } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { listen } from "../listen.ts";

const Event = z.object({
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.looseObject({ id: z.uuid().optional(), sequence: z.number().optional() }),
});

export interface Received {
  id: string;
  headers: IncomingHttpHeaders;
  body: string;
  event: z.infer<typeof Event>;
}

export interface Receiver {
  url: string;
  /** What came, signed by the secret or not. */
  received: Received[];
  secret: string;
  /** The status of the next answer. */
  answer: (received: Received) => number;
  /** Requests whose signature is not the secret's. */
  forged: number;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: "", received: [], secret: "", answer: () => 204, forged: 0, close };
  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString("utf8");
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    try {
      const event = Event.parse(new Webhook(receiver.secret).verify(body, headers));
      const received = { id: headers["webhook-id"] ?? "", headers: request.headers, body, event };
      receiver.received.push(received);
      response.writeHead(receiver.answer(received), { "x-receiver": "test" }).end("thanks");
    } catch {
      receiver.forged += 1;
      response.writeHead(401).end("not signed by the secret");
    }
  });
  const port = await listen(server, { host: "127.0.0.1", port: 0 });
  receiver.url = `http://127.0.0.1:${port}/hook`;
  return receiver;

  async function close() {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
