import { slugs } from "../../tools/site/slugs.ts";

/** @import { PageState } from "../../tools/site/markdown.ts" */

/**
 * What a page has before its first cell.
 *
 * @param {{ pages?: string[] }} [options] the notebooks that become pages
 * @returns {PageState}
 */
export const newPage = ({ pages = [] } = {}) => ({
  slug: slugs(),
  headings: [],
  sections: [],
  isPage: (name) => pages.includes(name),
  missing: [],
});
