/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Boxes that are wider than the screen can be reached, and scrolled, with the keyboard; others are passed over. */
export function startScrolling() {
  const boxes = document.querySelectorAll<HTMLElement>("pre, .table, .maths, .sideways");
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth + 1) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of boxes) observer.observe(box);
}
