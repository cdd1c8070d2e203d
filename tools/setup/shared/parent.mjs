import { readFileSync } from "node:fs";
import { attempt } from "./failure.mjs";

const secondsBetweenLooks = 0.5;
/** Programs that take in processes whose parent is gone, beside process 1. */
const reaper = /(^|\/)(systemd|init|tini|dumb-init|docker-init|launchd)\0/;
/** Process 1 of a container may be npm itself. */
const starter = /npm|yarn|bun|node/;

/**
 * Whether the parent is one that takes in orphans: npm, or the shell that npm starts, was gone before this process had
 * begun to run.
 *
 * @param {number} parent its process id
 * @param {string | undefined} command its words, each ended by a zero; undefined where they cannot be read
 */
export const isReaper = (parent, command) =>
  parent === 1 ? !starter.test(command ?? "") : reaper.test(command ?? "");

/**
 * Calls a function once npm, which has started this process, is gone. A request to end that npm alone gets does not
 * always reach what it runs: the shell between the two dies of it.
 *
 * @param {() => void} onGone
 */
export function watchNpm(onGone) {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  if (isReaper(parent, commandOf(parent))) return onGone();
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    onGone();
  }, secondsBetweenLooks * 1000).unref();
}

/** @param {number} pid */
const commandOf = (pid) => attempt(() => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
