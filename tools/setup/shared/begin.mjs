// Imported first by each command.
import "./node-version.mjs";
import { homeVariables } from "./home.mjs";
import { watchNpm } from "./parent.mjs";
import { inRoot } from "./paths.mjs";

Object.assign(process.env, homeVariables(process.env, inRoot(".setup/home")));
watchNpm(() => process.kill(process.pid, "SIGTERM"));
