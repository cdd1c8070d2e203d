/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import MiniSearch from "minisearch";
import { element, find } from "./page.ts";
import { excerpt, wordsOf } from "./search-words.ts";

/** what is found: a section */
type Record = { address: string; page: string; title: string; text: string };
type Index = { search: MiniSearch; records: Record[] };

const shownAtMost = 20;

/** The search in all notebooks, in a dialog of its own; opened by its button, by "/" and by Ctrl+K. */
export function startSearch() {
  const dialog = find("dialog.search", HTMLDialogElement);
  const input = find("input", HTMLInputElement, dialog);
  const open = () => {
    if (!dialog.open) dialog.showModal();
    input.select();
    if (input.value) void show();
    else void index();
  };
  const show = async () => showResults(dialog, input.value, await index());
  find("button.open-search", HTMLButtonElement).addEventListener("click", open);
  input.addEventListener("input", () => void show());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") dialog.querySelector("a")?.click();
    // Some browsers would only empty the input at first.
    if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
    }
  });
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || (target instanceof Element && target.closest("a"))) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLInputElement && event.target.type !== "range";
    const isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isSlash && !(event.key === "k" && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    open();
  });
}

let loading: Promise<Index> | undefined;
const index = () => (loading ??= loadIndex());

async function loadIndex(): Promise<Index> {
  // A script, because a page that was opened from a disk may not fetch a file.
  await new Promise((settle, fail) => {
    const script = document.createElement("script");
    script.src = "assets/search-data.js";
    script.addEventListener("load", settle);
    script.addEventListener("error", fail);
    document.head.append(script);
  });
  const packed = Reflect.get(self, "searchData") as unknown;
  const bytes = Uint8Array.from(atob(String(packed)), (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const records = (await new Response(unpacked).json()) as Record[];
  const search = new MiniSearch({
    fields: ["title", "page", "text"],
    tokenize: wordsOf,
    searchOptions: {
      boost: { title: 4, page: 2 },
      combineWith: "AND",
      prefix: true,
      fuzzy: (word) => (word.length > 5 ? 0.15 : false),
    },
  });
  search.addAll(records.map((record, id) => ({ id, ...record })));
  return { search, records };
}

function showResults(dialog: HTMLElement, words: string, { search, records }: Index) {
  const found = search.search(words);
  const list = find("ol.results", HTMLElement, dialog);
  const items = found.slice(0, shownAtMost).map(({ id, terms }) => resultItem(records[id as number], terms));
  list.replaceChildren(...items);
  const more = found.length > shownAtMost ? `, the first ${shownAtMost} are shown` : "";
  const count = `${found.length || "No"} ${found.length === 1 ? "section" : "sections"}${more}`;
  find("p.count", HTMLElement, dialog).textContent = words.trim() === "" ? "" : count;
}

function resultItem({ address, page, title, text }: Record, terms: string[]) {
  const pieces = excerpt(text, terms).map(({ words, isFound }) =>
    element(isFound ? "mark" : "span", "", words),
  );
  const heading = element("strong", "", page === title ? "" : title);
  const link = element(
    "a",
    "",
    element("span", "where", page),
    heading,
    element("span", "passage", ...pieces),
  );
  link.href = address;
  return element("li", "", link);
}
