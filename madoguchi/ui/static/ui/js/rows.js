// @ts-check
/** Moves through a list with j and k and to the search box with /, as people do who read lists all day. */

/** @param {HTMLElement} list */
export function attach(list) {
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const links = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("tbody tr a:first-of-type")]);
    const here = links.findIndex((link) => link === document.activeElement);
    const step = { j: 1, k: -1 }[event.key];
    if (step) links[Math.max(0, Math.min(links.length - 1, here + step))]?.focus();
    if (event.key === "/") {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (document.querySelector("input[type=search]"))?.focus();
    }
  });
}
