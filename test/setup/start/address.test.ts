import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { dirname, join, resolve } from "node:path";
import { addressOf } from "../../../tools/setup/start/address.mjs";
import { temporaryFolder, writeFiles } from "../temporary-folder.mjs";

let file: string;
let servers: http.Server[];
beforeEach(() => {
  file = join(temporaryFolder(), "jpserver-1.json");
  servers = [];
});
afterEach(() => servers.forEach((server) => server.close().closeAllConnections()));

/** Listens on this machine as a JupyterLab would; returns its port. */
async function listening(server: http.Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}

/** Writes what Jupyter writes of a running server. */
const write = (url: string, token: string) =>
  writeFiles(dirname(file), { "jpserver-1.json": JSON.stringify({ url, token }) });

const { signal } = new AbortController();
const options = { path: "lab/tree/first.ipynb", ip: "127.0.0.1", signal };
const answer: http.RequestListener = (_, response) => response.end("JupyterLab");

test("the address is given once the server answers there", async () => {
  const port = await listening(http.createServer(answer));
  const found = addressOf(file, options);
  write(`http://127.0.0.1:${port}/`, "secret");
  expect(await found).toEqual({
    address: `http://127.0.0.1:${port}/lab/tree/first.ipynb?token=secret`,
    hasAnswered: true,
  });
});

test("a server whose user has set up TLS is reached, although nobody vouches for its certificate", async () => {
  const pem = readFileSync(resolve("test/setup/start/self-signed.pem"), "utf8");
  const port = await listening(https.createServer({ key: pem, cert: pem }, answer));
  write(`https://localhost:${port}/base/`, "secret");
  expect(await addressOf(file, options)).toEqual({
    address: `https://localhost:${port}/base/lab/tree/first.ipynb?token=secret`,
    hasAnswered: true,
  });
});

test("no proxy stands between npm start and the server", async () => {
  const asked: (string | undefined)[] = [];
  const proxy = await listening(
    http.createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(502).end();
    }),
  );
  const port = await listening(http.createServer(answer));
  write(`http://127.0.0.1:${port}/`, "secret");
  const before = { ...process.env };
  const address = `http://127.0.0.1:${proxy}`;
  Object.assign(process.env, { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: address, http_proxy: address });
  try {
    expect(await addressOf(file, options)).toMatchObject({ hasAnswered: true });
  } finally {
    process.env = before;
  }
  expect(asked).toEqual([]);
});

test("an address that does not answer is given all the same, marked as silent", async () => {
  const port = await listening(http.createServer((_, response) => response.writeHead(503).end()));
  write(`http://127.0.0.1:${port}/`, "secret");
  expect(await addressOf(file, { ...options, patience: 0 })).toEqual({
    address: `http://127.0.0.1:${port}/lab/tree/first.ipynb?token=secret`,
    hasAnswered: false,
  });
});

test("a server that does not say for long where it listens is reported once, and waited for", async () => {
  const port = await listening(http.createServer(answer));
  let silences = 0;
  const onSilence = () => {
    silences += 1;
    // Three looks later.
    setTimeout(() => write(`http://127.0.0.1:${port}/`, ""), 150);
  };
  const { address } = await addressOf(file, { ...options, patience: 0, onSilence });
  expect(address).toBe(`http://127.0.0.1:${port}/lab/tree/first.ipynb`);
  expect(silences).toBe(1);
});

test("for a server on all addresses, one of this machine's is given", async () => {
  const port = await listening(http.createServer(answer));
  write(`http://name-of-the-container:${port}/`, "secret");
  const { address } = await addressOf(file, { ...options, ip: "0.0.0.0" });
  expect(address).toBe(`http://127.0.0.1:${port}/lab/tree/first.ipynb?token=secret`);
});

test("what is written in part, or damaged, is read again", async () => {
  const port = await listening(http.createServer(answer));
  const writes = ['{"url": "http', "null", "{}", undefined];
  for (const text of writes) {
    if (text === undefined) write(`http://127.0.0.1:${port}/`, "secret");
    else writeFiles(dirname(file), { "jpserver-1.json": text });
    const found = await addressOf(file, {
      ...options,
      patience: 0,
      onSilence: () => write(`http://127.0.0.1:${port}/`, "secret"),
    });
    expect(found.hasAnswered).toBe(true);
  }
});
