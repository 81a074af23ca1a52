// @ts-check
/** Moves through the list by keyboard: j and k from case to case, x ticks, Enter opens (a link does), / goes to the search. */

/**
 * The place after `here` (-1: nowhere yet), which stays within the list.
 * @param {number} here @param {number} step @param {number} count
 */
export function placeAfter(here, step, count) {
  if (here < 0) return step > 0 ? 0 : count - 1;
  return Math.min(Math.max(here + step, 0), count - 1);
}

/** @param {EventTarget | null} target */
export function isTyping(target) {
  return target instanceof HTMLElement && target.matches("input, textarea, select");
}

/**
 * Ticks the case of a link, or takes the tick away.
 * @param {HTMLElement | undefined} link
 */
function tick(link) {
  const box = link?.closest("tr")?.querySelector("input[type=checkbox]");
  if (box instanceof HTMLInputElement) box.checked = !box.checked;
}

/** @param {HTMLElement} table */
export function attach(table) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...table.querySelectorAll("tbody th a")]);
  const search = document.querySelector("input[type=search]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const step = { j: 1, k: -1 }[event.key];
    if (step) {
      const here = links.findIndex((link) => link === document.activeElement);
      links[placeAfter(here, step, links.length)]?.focus();
    } else if (event.key === "x") {
      tick(links.find((link) => link === document.activeElement));
    } else if (event.key === "/" && search instanceof HTMLElement) {
      event.preventDefault();
      search.focus();
    }
  });
}
