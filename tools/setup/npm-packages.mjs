import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Failure, someOf } from "./shared/failure.mjs";
import { digestOf, openFolders, readJson } from "./shared/files.mjs";
import { demandedPackages, isInstalled, lockedPackages } from "./npm-lock.mjs";
import * as stamps from "./stamp.mjs";

/**
 * How to call npm: program and first arguments. npm's own script run by this Node where it is found (on Windows
 * `npm` is a batch file, which cannot be started directly), else `npm` as the PATH has it.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [node] path of Node
 * @returns {[string, ...string[]]}
 */
export function npmProgram(env = process.env, node = process.execPath) {
  const calledBy = env["npm_execpath"] ?? "";
  const scripts = [
    ...(basename(calledBy) === "npm-cli.js" ? [calledBy] : []),
    join(dirname(node), "node_modules/npm/bin/npm-cli.js"),
    join(dirname(dirname(node)), "lib/node_modules/npm/bin/npm-cli.js"),
  ];
  const script = scripts.find((each) => existsSync(each));
  return script ? [node, script] : ["npm"];
}

/**
 * What `npm ci` is told against the user's own settings, in ~/.npmrc or the environment, where they would install
 * something other than what package-lock.json has: fewer packages (NODE_ENV=production, omit, workspace), other ones (os,
 * before), none (dry-run, usage), or in another place (global, prefix). Registry, proxies, certificates, cache and
 * `offline` stay the user's.
 *
 * @param {string} root the project's folder
 */
const ownSettings = (root) => [
  ...["--include=dev", "--include=optional", "--include=peer"],
  ...["--workspaces=null", "--include-workspace-root=true", "--global=false", "--location=project"],
  ...[`--prefix=${root}`, `--os=${process.platform}`, `--cpu=${process.arch}`, "--before=null"],
  ...["--package-lock=true", "--package-lock-only=false", "--dry-run=false", "--usage=false"],
  ...["--install-strategy=hoisted", "--bin-links=true", "--legacy-peer-deps=false"],
  ...["--strict-peer-deps=false", "--force=false", "--engine-strict=false", "--ignore-scripts=true"],
  ...["--json=false", "--color=false", "--no-audit", "--no-fund", "--prefer-offline"],
  // npm's own patience would be minutes without a network.
  ...["--fetch-retries=2", "--fetch-retry-mintimeout=500", "--fetch-retry-maxtimeout=2000"],
];

/** What another step puts there. */
const ofNativeBackend = /^@tensorflow\/tfjs-node\/(deps|lib)\//;

/**
 * The npm packages of package-lock.json, without their install scripts.
 *
 * @param {{ root: string }} where
 * @returns {import("./step.mjs").Step}
 */
export function npmPackages({ root }) {
  const folder = join(root, "node_modules");

  /** @param {string} file */
  const wanted = (file) => {
    const { workspaces, dependencies, devDependencies, optionalDependencies, overrides } = readJson(file);
    return { workspaces, dependencies, devDependencies, optionalDependencies, overrides };
  };
  const workspaces = () => /** @type {string[]} */ (wanted(join(root, "package.json")).workspaces ?? []);
  const digest = () =>
    digestOf(
      readJson(join(root, "package-lock.json")),
      wanted(join(root, "package.json")),
      ...workspaces().map((name) => wanted(join(root, name, "package.json"))),
      // Before the third form, folders were stamped in which NODE_ENV=production had left packages out.
      [process.platform, process.arch, "stamp 3"],
    );

  /** A workspace is a link, which copying a folder may have turned into a copy or left pointing elsewhere. */
  const isLinked = () =>
    workspaces().every((name) => {
      const own = join(root, name);
      const link = join(folder, readJson(join(own, "package.json")).name);
      return existsSync(link) && realpathSync(link) === realpathSync(own);
    });

  const stamp = () => {
    const files = stamps.loadableFiles(folder).filter((name) => !ofNativeBackend.test(name));
    stamps.writeStampWithSums(folder, digest(), files);
  };

  /** @param {import("./step.mjs").Work} work */
  const install = async (work) => {
    // If the user's settings name one workspace, npm leaves out the others.
    const all = workspaces().map((name) => `--workspace=${name}`);
    const command = [...npmProgram(), "ci", ...ownSettings(root), ...all];
    await work.run("npm could not install the packages", command, { cwd: root });
    const missing = demandedPackages(lockedPackages(root))
      .filter((name) => !existsSync(join(root, name, "package.json")))
      .map((name) => name.replace(/^node_modules\//, ""));
    if (missing.length === 0) return;
    throw new Failure(`npm reports success, but left out ${someOf(missing)}`, {
      cure: "look for the setting that causes it in `npm config list`, remove it, then start again",
      log: work.log,
    });
  };

  return {
    name: "npm packages",
    after: [],
    isDone: () => stamps.hasStamp(folder, digest()) && isLinked(),
    async run(work) {
      if (stamps.isDamaged(folder, digest())) stamps.markDamaged(folder);
      else {
        stamps.removeStamp(folder);
        if (isInstalled(root) && isLinked()) {
          stamp();
          return "as npm has installed them already";
        }
      }
      openFolders(folder);
      await install(work);
      stamp();
      return `${demandedPackages(lockedPackages(root)).length} packages`;
    },
  };
}
