// @ts-check
/** Turns links to parts of the page into tabs: arrow keys move, one panel shows. Links to pages stay links. */

/** @param {HTMLAnchorElement[]} tabs @param {HTMLAnchorElement} chosen */
function show(tabs, chosen) {
  for (const tab of tabs) {
    const on = tab === chosen;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    const panel = document.getElementById(tab.hash.slice(1));
    if (panel) panel.hidden = !on;
  }
}

/** @param {HTMLAnchorElement} tab */
function dress(tab) {
  tab.setAttribute("role", "tab");
  tab.removeAttribute("aria-current");
  tab.id ||= `tab-${tab.hash.slice(1)}`;
  tab.parentElement?.setAttribute("role", "presentation");
  const panel = document.getElementById(tab.hash.slice(1));
  if (!panel) return;
  tab.setAttribute("aria-controls", panel.id);
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", tab.id);
}

/** @param {HTMLElement} nav */
export function attach(nav) {
  const tabs = /** @type {HTMLAnchorElement[]} */ ([...nav.querySelectorAll("a")]);
  const list = nav.querySelector("ul");
  const first = tabs.find((tab) => tab.hash === location.hash || tab.hasAttribute("aria-current")) ?? tabs[0];
  list?.setAttribute("role", "tablist");
  if (nav.ariaLabel) list?.setAttribute("aria-label", nav.ariaLabel);
  nav.removeAttribute("aria-label");
  nav.setAttribute("role", "presentation");
  tabs.forEach(dress);
  show(tabs, first);
  nav.addEventListener("click", (event) => {
    const tab = event.target instanceof Element ? event.target.closest("a") : null;
    if (!tab) return;
    event.preventDefault();
    show(tabs, tab);
  });
  nav.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const here = tabs.findIndex((tab) => tab === document.activeElement);
    if (!step || here < 0) return;
    const next = tabs[(here + step + tabs.length) % tabs.length];
    show(tabs, next);
    next.focus();
  });
}
