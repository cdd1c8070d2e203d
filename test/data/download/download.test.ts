import { createHash } from "node:crypto";
import { getEventListeners } from "node:events";
import fs, { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { download } from "../../../lib/src/data/download/download";
import type { DownloadOptions } from "../../../lib/src/data/download/download-options";
import { DataFileError, InterruptedError } from "../../../lib/src/base/errors";
import { mirrorServer, type MirrorServer, type Way } from "./mirror-server";

const contents = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) >> 3));
const bytes = contents.length;
const sha256 = createHash("sha256").update(contents).digest("hex");

let server: MirrorServer;
let folder: string;
let file: string;
let events: string[];

beforeEach(async () => {
  server = await mirrorServer(contents);
  folder = await mkdtemp(join(tmpdir(), "téléchargement 线性 "));
  file = join(folder, "new", "file.gz");
  events = [];
});

afterEach(async () => {
  jest.restoreAllMocks();
  await server.close();
  await rm(folder, { recursive: true });
});

const start = (ways: readonly Way[], options: Partial<DownloadOptions> = {}) =>
  download({
    ...{ urls: ways.map((way) => server.url(way)), file, sha256, bytes, stallTimeout: 30_000 },
    onEvent: ({ kind, message }) => kind !== "received" && events.push(message),
    ...options,
  });
const part = (name = "") => join(folder, "new", `file.gz.${sha256.slice(0, 8)}.${name}part`);
const leave = async (left: Buffer, name?: string) => {
  await mkdir(join(folder, "new"), { recursive: true });
  await writeFile(part(name), left);
};
const kept = () => readdir(join(folder, "new"));
const expectComplete = async () => {
  expect((await readFile(file)).equals(contents)).toBe(true);
  expect(await kept()).toEqual(["file.gz"]);
};

test("a file comes from the first mirror, into a folder that is made", async () => {
  expect(await start(["whole", "broken"])).toEqual({ file, mirror: 1, received: bytes });
  await expectComplete();
  expect(events).toEqual([
    "mirror 1: asking for all 300000 bytes",
    "mirror 1: complete, with the right checksum",
  ]);
});

test("a file that is there is not asked for again", async () => {
  await start(["whole"]);
  expect(await start(["whole"])).toEqual({ file, mirror: 0, received: 0 });
  expect(server.requests).toEqual(["whole"]);
  expect(events.at(-1)).toBe("the file is already there");
});

test("a file that is there and damaged is replaced", async () => {
  await start(["whole"]);
  await writeFile(file, contents.subarray(1));
  expect(await start(["whole"])).toMatchObject({ received: bytes });
  await expectComplete();
});

test("each step is reported with its mirror, its address, and how many bytes are there", async () => {
  const received: number[] = [];
  await start(["missing", "whole"], {
    onEvent: (event) => {
      if (event.kind === "received") received.push(event.bytes);
      expect(event.url).toBe(server.url(event.mirror === 1 ? "missing" : "whole"));
    },
  });
  expect(received.at(-1)).toBe(bytes);
  expect(received).toEqual([...received].sort((a, b) => a - b));
});

/** Of the requests but the first, from which byte each asked for the rest. */
const continuedFrom = () =>
  server.requests.slice(1).map((request) => Number(/bytes=(\d+)-$/.exec(request)?.[1]));

test("what broke off is continued from where it ended", async () => {
  expect(await start(["cuts"], { attempts: 30 })).toMatchObject({ received: bytes });
  const offsets = continuedFrom();
  expect(offsets.length).toBeGreaterThanOrEqual(2);
  expect(offsets).toEqual([...new Set(offsets)].filter((offset) => offset > 0).sort((a, b) => a - b));
  await expectComplete();
});

test("another mirror continues what one that breaks off has begun", async () => {
  expect(await start(["cuts", "whole"], { attempts: 1 })).toMatchObject({ received: bytes });
  expect(continuedFrom()[0]).toBeGreaterThan(0);
  expect(events[1]).toMatch(/^mirror 1 broke off .*; trying mirror 2$/);
  await expectComplete();
});

test("a later call continues what an earlier one has begun", async () => {
  await expect(start(["cuts"], { attempts: 1 })).rejects.toThrow(DataFileError);
  expect(await kept()).toEqual([`file.gz.${sha256.slice(0, 8)}.part`]);
  const { size } = await stat(part());
  await start(["whole"]);
  expect(continuedFrom()).toEqual([size]);
  await expectComplete();
});

test("what nobody has written to for an hour is continued, what is being written is not", async () => {
  const hours = Date.now() / 1000 - 3700;
  await leave(contents.subarray(0, 1000), "0000000a.");
  await utimes(part("0000000a."), hours, hours);
  await leave(contents.subarray(0, 2000), "0000000b.");
  await start(["whole"]);
  expect(server.requests).toEqual(["whole bytes=1000-"]);
  expect(await kept()).toHaveLength(2);
});

test("a mirror that ignores the range is taken from its beginning", async () => {
  await leave(contents.subarray(0, 1000));
  await start(["ignoresRange"]);
  expect(server.requests).toEqual(["ignoresRange bytes=1000-"]);
  expect(events[1]).toBe("mirror 1 sends the file from its beginning");
  await expectComplete();
});

test("a part that is complete is not asked for, one that is too long is thrown away", async () => {
  await leave(contents);
  expect(await start(["whole"])).toMatchObject({ received: 0 });
  await rm(file);
  await leave(Buffer.concat([contents, contents]));
  expect(await start(["whole"])).toMatchObject({ received: bytes });
  expect(server.requests).toEqual(["whole"]);
});

test("a mirror is not blamed for a part that another one has got wrong", async () => {
  await leave(Buffer.alloc(1000));
  await start(["whole"], { attempts: 1 });
  expect(server.requests).toEqual(["whole bytes=1000-", "whole"]);
  await expectComplete();
});

test("a redirect is followed", async () => {
  await start(["redirects"]);
  expect(server.requests).toEqual(["redirects", "whole"]);
  await expectComplete();
});

test.each<[Way, RegExp]>([
  ["html", /sent a web page instead of the file/],
  ["missing", /answered with the HTTP status 404/],
  ["broken", /answered with the HTTP status 500/],
  ["lies", /sent something else under the file's name: the checksum is wrong/],
  ["announcesAnother", /announced 299999 bytes instead of 300000/],
  ["tooMuch", /sent more than the 300000 bytes of the file/],
  ["encoded", /sent the file encoded as br/],
  ["half", /broke off at byte 150000 of 300000/],
  ["bodyForever", /sent more than the 300000 bytes of the file/],
  ["cutsAtOnce", /broke off \(UND_ERR_SOCKET\)/],
  ["redirectsForever", /could not be reached at 127\.0\.0\.1:\d+ \(redirect count exceeded\)/],
  ["redirectsToFile", /could not be reached at 127\.0\.0\.1:\d+ \(URL scheme must be a HTTP\(S\) scheme\)/],
  ["negativeLength", /could not be reached at 127\.0\.0\.1:\d+ \(HPE_INVALID_CONTENT_LENGTH\)/],
  ["noHttp", /could not be reached at 127\.0\.0\.1:\d+ \(HPE_/],
])("a mirror that does as %s is passed over for the next", async (way, reason) => {
  expect(await start([way, "whole"], { attempts: 1 })).toMatchObject({ mirror: 2 });
  expect(events[1]).toMatch(reason);
  expect(events[1]).toMatch(/; trying mirror 2$/);
  await expectComplete();
});

test.each<Way>(["stalls", "silent", "headersOnly", "headersForever"])(
  "a mirror that does as %s is passed over once it has sent no byte for the time that is allowed",
  async (way) => {
    // For mirror 1 thirty seconds pass in twentieths of one, and for mirror 2 none: it may be slow on a busy machine.
    const every: DownloadOptions["every"] = (_, look) => {
      const patient = events.some((message) => message.startsWith("mirror 2"));
      const timer = patient ? undefined : setInterval(look, 50);
      return () => clearInterval(timer);
    };
    expect(await start([way, "whole"], { attempts: 1, every, leastRate: 0 })).toMatchObject({ mirror: 2 });
    expect(events[1]).toBe("mirror 1 stalled: no byte for 30 s; trying mirror 2");
    await expectComplete();
  },
);

describe("with a clock that is moved by hand", () => {
  let looks: { milliseconds: number; look: () => void }[];
  beforeEach(() => {
    looks = [];
  });
  afterEach(() => {
    // Whatever was started has been stopped, or the process would never end.
    expect(looks).toEqual([]);
  });

  /** Lets ten seconds pass when so many bytes are there, or more often. */
  const after = (there: readonly number[], times = 1): Partial<DownloadOptions> => ({
    stallTimeout: 10_000,
    attempts: 1,
    every(milliseconds, look) {
      const entry = { milliseconds, look };
      looks.push(entry);
      return () => void (looks = looks.filter((other) => other !== entry));
    },
    onEvent({ kind, message, bytes: now }) {
      if (kind !== "received") events.push(message);
      for (let i = 0; kind === "received" && there.includes(now) && i < times; i++) looks[0].look();
    },
  });

  test("a mirror that sends too little is passed over, and what it has sent is kept", async () => {
    expect(await start(["trickles", "whole"], { ...after([100]), leastRate: 20 })).toMatchObject({
      received: bytes,
    });
    expect(events[1]).toBe(
      "mirror 1 was too slow: 100 bytes in 10 s, at least 200 are wanted; trying mirror 2",
    );
    expect(continuedFrom()).toEqual([100]);
    await expectComplete();
  });

  test("it is tried again where there is no other, and goes on from where it ended", async () => {
    await expect(start(["trickles"], { ...after([100, 200]), leastRate: 20, attempts: 2 })).rejects.toThrow(
      "If your connection is slow, call it again with a smaller leastRate, for example { leastRate: 500 }; it goes on where it ended.",
    );
    expect(continuedFrom()).toEqual([100]);
  });

  test.each([
    ["least", 10],
    ["none", 0],
  ])(
    "a mirror at the least rate is good enough, of %s, as long as bytes come at all",
    async (_, leastRate) => {
      await start(["trickles", "whole"], { ...after([100], 2), leastRate });
      expect(events[1]).toBe("mirror 1 stalled: no byte for 10 s; trying mirror 2");
    },
  );

  test("unless told otherwise, the least rate is 8 KiB per second", async () => {
    await start(["trickles", "whole"], after([100]));
    expect(events[1]).toMatch(/too slow: 100 bytes in 10 s, at least 81920 are wanted/);
  });
});

test("a signal that lives on holds on to nothing of the downloads that it could have ended", async () => {
  const { signal } = new AbortController();
  for (let i = 0; i < 3; i++) {
    await start(["cuts", "whole"], { signal, attempts: 1 });
    await rm(file);
  }
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("a range that was not asked for is refused", async () => {
  await leave(contents.subarray(0, 1000));
  await start(["wrongRange", "whole"]);
  expect(events[1]).toMatch(/sent another range than the one from byte 1000 that was asked for/);
  await expectComplete();
});

test("an address where nobody listens, and one that is none, are passed over", async () => {
  const urls = ["http://127.0.0.1:1/x", "nonsense", server.url("whole")];
  expect(await start([], { urls })).toMatchObject({ mirror: 3 });
  expect(events[1]).toMatch(/mirror 1 could not be reached at 127\.0\.0\.1:1 \(.+\); trying mirror 2/);
});

test("when no mirror works, the error says what each did and how to get the file by hand", async () => {
  const failure: unknown = await start(["html", "missing"]).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DataFileError);
  const { problem, message, reasons } = failure as DataFileError;
  expect(problem).toBe("no mirror worked");
  expect(reasons).toHaveLength(2);
  for (const wanted of [...reasons, "300000 bytes", sha256, join(folder, "new"), "under the name file.gz"]) {
    expect(message).toContain(wanted);
  }
  expect(await kept()).toEqual([]);
});

test("without any mirror the error says so", async () => {
  await expect(start([])).rejects.toThrow(/from anywhere: the list of mirrors is empty/);
});

test("a file of wrong content is never under its name, nor left for later", async () => {
  await expect(start(["lies"])).rejects.toThrow(/checksum is wrong/);
  expect(await kept()).toEqual([]);
});

test("aborting ends it with the signal's reason, and leaves the part for later", async () => {
  const controller = new AbortController();
  const onEvent: DownloadOptions["onEvent"] = ({ kind }) =>
    kind === "received" && controller.abort(new Error("enough"));
  await expect(
    start(["stalls"], { signal: controller.signal, onEvent, stallTimeout: 20_000 }),
  ).rejects.toThrow("enough");
  await start(["whole"]);
  expect(server.requests[1]).toMatch(/^whole bytes=[1-9]/);
});

test("a signal that is aborted beforehand asks for nothing", async () => {
  await expect(start(["whole"], { signal: AbortSignal.abort(new Error("early")) })).rejects.toThrow("early");
  expect(server.requests).toEqual([]);
});

test("an interrupt ends it, also while no byte comes", async () => {
  const listeners = process.listenerCount("SIGINT");
  const onEvent: DownloadOptions["onEvent"] = ({ kind }) => kind === "asking" && process.emit("SIGINT");
  await expect(start(["silent"], { onEvent, stallTimeout: 20_000 })).rejects.toThrow(InterruptedError);
  expect(process.listenerCount("SIGINT")).toBe(listeners);
});

test("on a full disk it ends at once, and nothing half-written stays", async () => {
  const { open } = fs;
  jest.spyOn(fs, "open").mockImplementation(async (...args) => {
    const handle = await open(...args);
    let room = 2;
    const write = handle.write.bind(handle) as (...given: unknown[]) => Promise<unknown>;
    handle.write = ((...given: unknown[]) =>
      room-- > 0
        ? write(...given)
        : Promise.reject(
            Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" }),
          )) as typeof handle.write;
    return handle;
  });
  const failure: unknown = await start(["whole", "whole"]).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    problem: "cannot be written",
    message: expect.stringContaining("the disk is full") as string,
  });
  expect(await kept()).toEqual([]);
  expect(server.requests).toEqual(["whole"]);
});

test("on a disk that is found to be full when the bytes are to be on it, no mirror is blamed", async () => {
  const { open } = fs;
  jest.spyOn(fs, "open").mockImplementation(async (...args) => {
    const handle = await open(...args);
    handle.sync = () => Promise.reject(Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" }));
    return handle;
  });
  await expect(start(["whole", "whole"])).rejects.toMatchObject({ problem: "cannot be written" });
  expect(await kept()).toEqual([]);
  expect(server.requests).toEqual(["whole"]);
});

test("what the listener throws is thrown, and no mirror is blamed", async () => {
  const onEvent: DownloadOptions["onEvent"] = ({ kind }) => {
    if (kind === "received") throw new Error("a bug in the listener");
  };
  await expect(start(["whole", "whole"], { onEvent })).rejects.toThrow("a bug in the listener");
  expect(server.requests).toEqual(["whole"]);
});

test("each event tells how many bytes are there, never more than the file has", async () => {
  await leave(Buffer.concat([contents, contents]));
  const there: number[] = [];
  const onEvent: DownloadOptions["onEvent"] = ({ kind, bytes: now }) =>
    kind !== "received" && there.push(now);
  await start(["half", "whole"], { onEvent, attempts: 1 });
  expect(there).toEqual([0, 150_000, 150_000, 300_000]);
});

test("a folder that cannot be read leaves no listener behind", async () => {
  const listeners = process.listenerCount("SIGINT");
  jest.spyOn(fs, "readdir").mockRejectedValue(new Error("EACCES: permission denied"));
  await expect(start(["whole"])).rejects.toMatchObject({ problem: "cannot be written" });
  expect(process.listenerCount("SIGINT")).toBe(listeners);
});

test("a folder that cannot be made is named", async () => {
  await writeFile(join(folder, "new"), "a file in the folder's place");
  await expect(start(["whole"])).rejects.toMatchObject({ problem: "cannot be written" });
});

test("several downloads of one file at once each end with the whole file", async () => {
  const downloads = await Promise.all(Array.from({ length: 4 }, () => start(["cuts", "whole"])));
  expect(downloads.map(({ received }) => received)).toEqual([bytes, bytes, bytes, bytes]);
  await expectComplete();
});

test.each<[Partial<DownloadOptions>, RegExp]>([
  [{ sha256: "8d4f" }, /download: sha256 must be 64 hexadecimal digits/],
  [{ bytes: 0 }, /download: bytes must be a whole number ≥ 1, got 0/],
  [{ attempts: 0 }, /download: attempts must be a whole number ≥ 1, got 0/],
  [{ leastRate: -1 }, /download: leastRate must be a finite number ≥ 0, got -1/],
  [{ stallTimeout: NaN }, /download: stallTimeout must be a finite number above 0, got NaN/],
])("%p is refused", async (options, message) => {
  await expect(start(["whole"], options)).rejects.toThrow(message);
});
