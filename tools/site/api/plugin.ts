import { type Application, Converter, PageEvent } from "typedoc";
import { pageHead } from "../layout.ts";

/** The reader's choice of a theme holds for the notebooks and for the reference. */
const sharedTheme = `<script>try {
const theme = localStorage.getItem("theme");
if (theme) localStorage.setItem("tsd-theme", theme);
document.addEventListener("change", ({ target: { id, value } }) => {
if (id === "tsd-theme" && value === "os") localStorage.removeItem("theme");
else if (id === "tsd-theme") localStorage.setItem("theme", value);
});
} catch {}</script>`;

/** Fits TypeDoc's pages into the site: its policy, its colours, and links back to it. TypeDoc calls this. */
export function load({ converter, renderer }: Application) {
  converter.on(Converter.EVENT_CREATE_SIGNATURE, (_context, { parameters = [], comment }) => {
    // An object that the code takes apart at once has no name there; its doc comment has one, or says "options.…".
    const unnamed = parameters.find(({ name }) => name === "__namedParameters");
    const isNamed = comment?.blockTags.some(
      ({ tag, name = "." }) =>
        tag === "@param" && !name.includes(".") && !parameters.some((parameter) => parameter.name === name),
    );
    if (unnamed && !isNamed) unnamed.name = "options";
  });
  renderer.on(PageEvent.END, (page: PageEvent) => {
    const site = "../".repeat(page.url.split("/").length);
    const style = `<link rel="stylesheet" href="${site}assets/reference.css"/>`;
    page.contents = page.contents
      ?.replace('<meta charset="utf-8"/>', (charset) => `${charset}${pageHead}${sharedTheme}`)
      .replace("</head>", `${style}</head>`)
      .replaceAll('href="site:', `href="${site}`)
      // A page from a disk may not look into another file; TypeDoc's script puts the same icons into each page.
      .replaceAll(/href="[^"]*icons\.svg#/g, 'href="#')
      // The sources are not part of the site.
      .replaceAll(/(Defined in )<a [^>]*>(.*?)<\/a>/g, "$1$2");
  });
}
