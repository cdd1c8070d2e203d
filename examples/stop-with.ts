/** Ends a script after an error with the error's message and how to call the script, instead of a stack trace. */
export const stopWith = (usage: string) => (error: unknown) => {
  console.error(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}`);
  process.exitCode = 1;
};
