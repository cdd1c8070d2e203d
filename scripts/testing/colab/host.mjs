import { spawnSync } from "node:child_process";
import { cpSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { userCache } from "../../shared/paths.mjs";

/** As whom a notebook is run: numbers of user and group. @typedef {{ uid: number, gid: number }} User */

/** A user without any rights, on every Linux. @type {User} */
export const nobody = { uid: 65534, gid: 65534 };

/**
 * @typedef {object} Host a machine that has Python and no Node, as far as one here can look like one
 * @property {string[]} prefix of commands: what changes the user
 * @property {NodeJS.ProcessEnv} env
 * @property {string} folder where notebooks lie, in no copy of the project
 * @property {(path: string) => void} hand gives a file or folder to the user
 */

/** What a host's environment must not hold. @param {string} name */
const isOurs = (name) =>
  /^(?:npm_|JUPYTER|XDG_|VIRTUAL_ENV|PYTHON(?:PATH|HOME)?$|NODE_OPTIONS|FORCE_COLOR|LINEAR_NETWORKS_)/.test(
    name,
  ) &&
  !/^npm_config_(?:registry|cafile|https?_proxy|noproxy)$/.test(name) &&
  name !== "LINEAR_NETWORKS_BACKEND";

/**
 * Makes a host with a home of its own.
 *
 * @param {string} place an empty folder, with a short path: over IPC sockets lie in it
 * @param {{ path: string, source: string, user?: User }} options path: the PATH; source: what the notebooks clone
 * @returns {Host}
 */
export function makeHost(place, { path, source, user }) {
  const home = join(place, "home");
  const folder = join(place, "content");
  for (const each of [home, folder, join(place, "r")]) mkdirSync(each, { recursive: true });
  // Saves fetching TensorFlow once more; a hard link to another user's file would not be allowed.
  const native = join(userCache(), "native-backend");
  const cache = join(home, ".cache", "linear-networks");
  if (user && existsSync(native)) cpSync(native, join(cache, "native-backend"), { recursive: true });
  // The snapshot belongs to somebody else, which git minds.
  writeFileSync(join(home, ".gitconfig"), "[safe]\n\tdirectory = *\n");
  /** @param {string} each */
  const hand = (each) => user && chownAll(each, user);
  hand(place);
  return {
    prefix: user
      ? ["setpriv", `--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups", "--inh-caps=-all"]
      : [],
    env: {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOurs(name))),
      HOME: home,
      PATH: path,
      JUPYTER_RUNTIME_DIR: join(place, "r"),
      LINEAR_NETWORKS_SOURCE: source,
      LINEAR_NETWORKS_CACHE: user ? cache : userCache(),
    },
    folder,
    hand,
  };
}

/** @param {string} path @param {User} user */
function chownAll(path, { uid, gid }) {
  lchownSync(path, uid, gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) chownAll(join(path, name), { uid, gid });
}

/**
 * Why notebooks cannot be run as another user here.
 *
 * @param {string[]} needed files that this user has to be able to read
 * @param {User} user
 * @returns {string | undefined} undefined where they can
 */
export function whyNotAs(needed, user) {
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    return "only root on Linux can run something as another user";
  }
  const command = [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"];
  for (const file of needed) {
    const { error, status } = spawnSync("setpriv", [...command, "test", "-r", file]);
    if (error) return `setpriv is missing (${error.message})`;
    if (status !== 0) return `an ordinary user cannot read ${file}`;
  }
  return undefined;
}
