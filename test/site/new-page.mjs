import { newPage as pageWith } from "../../tools/site/markdown.ts";

/**
 * What a page has before its first cell.
 *
 * @param {{ pages?: string[] }} [options] the notebooks that become pages
 */
export const newPage = ({ pages = [] } = {}) => pageWith(pages);
