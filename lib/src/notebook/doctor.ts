import { machine } from "../platform";

/**
 * Prints what `npm run setup -- --check --quick` says about this installation: versions, backend, kernel, data, disk, and what
 * to do where something is wrong.
 *
 * @throws Error if the library does not lie in a clone of the project, where the set-up is
 */
export async function doctor(): Promise<void> {
  console.log(await machine.checkSetup());
}
