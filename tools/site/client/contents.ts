/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Marks, in the list of the page's sections, the one that is being read. */
export function startContents() {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("nav.contents a")];
  const headings = links.flatMap(
    (link) => document.getElementById(decodeURIComponent(link.hash.slice(1))) ?? [],
  );
  if (headings.length === 0) return;
  let isWaiting = false;
  const mark = () => {
    isWaiting = false;
    const line = window.innerHeight / 4;
    const isPassed = (heading: HTMLElement) =>
      heading.checkVisibility() && heading.getBoundingClientRect().top < line;
    const place = headings.indexOf(headings.filter(isPassed).at(-1) as HTMLElement);
    for (const [i, link] of links.entries()) {
      if (i !== place) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) {
        link.setAttribute("aria-current", "true");
        link.scrollIntoView({ block: "nearest" });
      }
    }
  };
  document.addEventListener(
    "scroll",
    () => {
      if (!isWaiting) requestAnimationFrame(mark);
      isWaiting = true;
    },
    { passive: true },
  );
  mark();
}
