const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as it is written between tags or in an attribute's double quotes. @param {string} text */
export const escapeHtml = (text) =>
  text.replace(/[&<>"]/g, (character) => entities[/** @type {keyof typeof entities} */ (character)]);

/** A value as JSON that can stand in a script element: nothing in it ends the element. @param {unknown} value */
export const scriptJson = (value) => JSON.stringify(value).replaceAll("<", "\\u003c");
