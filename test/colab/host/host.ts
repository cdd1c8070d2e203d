import { spawnSync } from "node:child_process";
import { cpSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { userCache } from "../../../tools/setup/shared/paths.mjs";

/** As whom a notebook is run: numbers of user and group. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** A user without any rights, on every Linux. */
export const nobody: User = { uid: 65534, gid: 65534 };

/** A machine that has Python and no Node, as far as one here can look like one. */
export interface Host {
  /** What stands before a command to change the user. */
  readonly prefix: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Where notebooks lie, outside any copy of the project. */
  readonly folder: string;
  /** Gives a file or folder to the user. */
  hand(path: string): void;
}

/** What a host's environment must not hold. */
const isOurs = (name: string) =>
  /^(?:npm_|JUPYTER|XDG_|VIRTUAL_ENV|PYTHON(?:PATH|HOME)?$|NODE_OPTIONS|FORCE_COLOR|LINEAR_NETWORKS_)/.test(
    name,
  ) &&
  !/^npm_config_(?:registry|cafile|https?_proxy|noproxy)$/.test(name) &&
  name !== "LINEAR_NETWORKS_BACKEND";

const withUser = ({ uid, gid }: User) => ["setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"];

/**
 * Makes a host with a home of its own.
 *
 * @param place an empty folder, with a short path: over IPC sockets lie in it
 * @param options path: the PATH; source: what the notebooks clone
 */
export function makeHost(
  place: string,
  { path, source, user }: { path: string; source: string; user?: User },
): Host {
  const home = join(place, "home");
  const folder = join(place, "content");
  for (const each of [home, folder, join(place, "r")]) mkdirSync(each, { recursive: true });
  // Saves fetching TensorFlow once more; a hard link to another user's file would not be allowed.
  const native = join(userCache(), "native-backend");
  const cache = join(home, ".cache", "linear-networks");
  if (user && existsSync(native)) cpSync(native, join(cache, "native-backend"), { recursive: true });
  // The snapshot belongs to somebody else, which git minds.
  writeFileSync(join(home, ".gitconfig"), "[safe]\n\tdirectory = *\n");
  const hand = (each: string) => void (user && chownAll(each, user));
  hand(place);
  return {
    prefix: user ? [...withUser(user), "--inh-caps=-all"] : [],
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

function chownAll(path: string, { uid, gid }: User): void {
  lchownSync(path, uid, gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) chownAll(join(path, name), { uid, gid });
}

/**
 * Why notebooks cannot be run as another user here; undefined where they can.
 *
 * @param needed files that this user has to be able to read
 */
export function whyNotAs(needed: readonly string[], user: User): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    return "only root on Linux can run something as another user";
  }
  const [program = "", ...options] = withUser(user);
  for (const file of needed) {
    const { error, status } = spawnSync(program, [...options, "test", "-r", file]);
    if (error) return `setpriv is missing (${error.message})`;
    if (status !== 0) return `an ordinary user cannot read ${file}`;
  }
  return undefined;
}
