/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Opens what is folded around the place that an address names; on paper everything is open but solutions. */
export function startFolding() {
  const reveal = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const box = place?.closest<HTMLDetailsElement>("details:not([open])");
    if (!place || !box) return;
    for (let each: Element | null | undefined = box; each; each = each.parentElement?.closest("details"))
      each.setAttribute("open", "");
    place.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  let closed: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll<HTMLDetailsElement>("details:is(.folded, .deeper):not([open])")];
    for (const box of closed) box.open = true;
  });
  addEventListener("afterprint", () => closed.forEach((box) => (box.open = false)));
}
