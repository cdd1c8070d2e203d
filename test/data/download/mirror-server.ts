import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on this machine that behaves as mirrors do, well and badly. */
export interface MirrorServer {
  /** The address of the file as served in one of the ways. */
  url(way: Way): string;
  /** What was asked for, as "cuts" or "cuts bytes=500-", in order. */
  readonly requests: string[];
  close(): Promise<void>;
}

export type Way = keyof typeof ways;

type Answer = (contents: Buffer, request: IncomingMessage, response: ServerResponse) => void;

/** How a mirror can answer. */
const ways = {
  whole: (contents, request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    const range = `bytes ${from}-${contents.length - 1}/${contents.length}`;
    const length = { "content-length": contents.length - from };
    response.writeHead(from > 0 ? 206 : 200, from > 0 ? { ...length, "content-range": range } : length);
    response.end(contents.subarray(from));
  },
  ignoresRange: (contents, _, response) => {
    response.writeHead(200, { "content-length": contents.length });
    response.end(contents);
  },
  wrongRange: (contents, _, response) => {
    response.writeHead(206, { "content-range": `bytes 1-${contents.length - 1}/${contents.length}` });
    response.end(contents.subarray(1));
  },
  /** A third at a time, then the connection breaks. */
  cuts: (contents, request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    const range = { "content-range": `bytes ${from}-${contents.length - 1}/${contents.length}` };
    response.writeHead(from > 0 ? 206 : 200, {
      "content-length": contents.length - from,
      ...(from > 0 && range),
    });
    response.write(contents.subarray(from, from + Math.ceil(contents.length / 3)), () => {
      setTimeout(() => response.destroy(), 50);
    });
  },
  cutsAtOnce: (_, request) => request.socket.destroy(),
  /** Ends properly after half of it, without having said how much there is. */
  half: (contents, _, response) => {
    response.writeHead(200);
    response.end(contents.subarray(0, contents.length / 2));
  },
  tooMuch: (contents, _, response) => {
    response.writeHead(200);
    response.write(contents);
    response.end(contents);
  },
  stalls: (contents, _, response) => {
    response.writeHead(200, { "content-length": contents.length });
    response.write(contents.subarray(0, contents.length / 2));
  },
  silent: () => undefined,
  /** Sends a hundred bytes of what is asked for, and then waits. */
  trickles: (contents, request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    const range = { "content-range": `bytes ${from}-${contents.length - 1}/${contents.length}` };
    response.writeHead(from > 0 ? 206 : 200, from > 0 ? range : {});
    response.write(contents.subarray(from, from + 100));
  },
  headersOnly: (contents, _, response) => {
    response.writeHead(200, { "content-length": contents.length });
    response.flushHeaders();
  },
  /** One header after the other, each long before the mirror counts as stalled. */
  headersForever: (_, request) => {
    request.socket.write("HTTP/1.1 200 OK\r\n");
    const timer = setInterval(() => request.socket.write("x: y\r\n"), 10);
    request.socket.on("close", () => clearInterval(timer));
  },
  bodyForever: (contents, _, response) => {
    const write = () => void (!response.destroyed && response.write(contents, write));
    write();
  },
  negativeLength: (_, request) => {
    request.socket.end("HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\nabc");
  },
  noHttp: (contents, request) => void request.socket.end(contents),
  redirectsToFile: (_, __, response) =>
    void response.writeHead(302, { location: "file:///etc/hostname" }).end(),
  html: (contents, _, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(`<!doctype html>${" ".repeat(contents.length - 15)}`);
  },
  lies: (contents, _, response) => {
    response.writeHead(200, { "content-length": contents.length });
    response.end(Buffer.from(contents.map((byte) => byte ^ 1)));
  },
  announcesAnother: (contents, _, response) => {
    response.writeHead(200, { "content-length": contents.length - 1 });
    response.end(contents.subarray(1));
  },
  encoded: (contents, _, response) => {
    response.writeHead(200, { "content-encoding": "br", "content-length": contents.length });
    response.end(contents);
  },
  missing: (_, __, response) => void response.writeHead(404).end(),
  broken: (_, __, response) => void response.writeHead(500).end(),
  redirects: (_, __, response) => void response.writeHead(302, { location: "whole" }).end(),
  redirectsForever: (_, __, response) => void response.writeHead(302, { location: "redirectsForever" }).end(),
} satisfies Record<string, Answer>;

/** Starts it on a free port. @param contents the file's bytes, whatever its name */
export async function mirrorServer(contents: Buffer | ((name: string) => Buffer)): Promise<MirrorServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const [, way, name = ""] = (request.url ?? "").split("/");
    requests.push([way, request.headers.range].filter(Boolean).join(" "));
    (ways as Record<string, Answer>)[way](
      typeof contents === "function" ? contents(name) : contents,
      request,
      response,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (way) => `http://127.0.0.1:${port}/${way}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
