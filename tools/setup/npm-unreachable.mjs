/** So many failures one after the other, some of them for the third time, are no accident. */
const enough = 20;
const lastAttempt = 3;

/**
 * Watches npm's log for a registry that cannot be reached at all. npm itself goes on for more than a minute, since
 * it tries each of hundreds of packages four times.
 *
 * @returns {(line: string) => boolean} takes each line; tells whether there is no hope any more
 */
export function unreachable() {
  let failures = 0;
  return (line) => {
    if (/fetch GET 200 /.test(line)) failures = 0;
    const attempt =
      /attempt (\d+) failed with (?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH)/.exec(line);
    if (!attempt) return false;
    failures += 1;
    return failures >= enough && Number(attempt[1]) >= lastAttempt;
  };
}
