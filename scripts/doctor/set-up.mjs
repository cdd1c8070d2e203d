import { stepsOf } from "../setup/set-up.mjs";

/**
 * Whether the set-up has anything to do.
 *
 * @param {string} root
 * @returns {Promise<import("./finding.mjs").Finding>}
 */
export async function setUpState(root) {
  const subject = "Set-up";
  const due = [];
  for (const step of stepsOf(root)) {
    // What does not exist yet cannot be compared: it is due.
    if (
      !(await Promise.resolve()
        .then(step.isDone, () => false)
        .catch(() => false))
    )
      due.push(step.name);
  }
  return due.length === 0
    ? { state: "ok", subject, found: "complete" }
    : {
        state: "remark",
        subject,
        found: `to be made or renewed: ${due.join(", ")}`,
        cure: "`npm run setup`",
      };
}
