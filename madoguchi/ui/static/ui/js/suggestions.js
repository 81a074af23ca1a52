// @ts-check
/** Proposes pages while one types: a combobox whose list is links; Enter without a choice searches as ever. */

/** @typedef {{title: string, url: string, kind: string}} Page */
const WAIT = 180;

/** The place after a key: -1 is the box itself. @param {string} key @param {number} at @param {number} count */
export function moved(key, at, count) {
  if (key === "ArrowDown") return at + 1 < count ? at + 1 : -1;
  if (key === "ArrowUp") return at < 0 ? count - 1 : at - 1;
  return at;
}

/** @param {HTMLFormElement} form */
export function attach(form) {
  const box = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
  const list = document.createElement("ul");
  list.id = `${box.id}-list`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-labelledby", `${box.id}-label`);
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["autocomplete", "off"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) box.setAttribute(name, value);
  let at = -1, timer = 0, asked = 0;

  /** @param {boolean} open */
  const show = (open) => { list.hidden = !open; box.setAttribute("aria-expanded", String(open)); if (!open) choose(-1); };
  /** @param {number} place */
  const choose = (place) => {
    at = place;
    [...list.children].forEach((line, n) => line.setAttribute("aria-selected", String(n === at)));
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", list.children[at].id);
  };
  /** @param {Page} page @param {number} n */
  const line = (page, n) => {
    const item = document.createElement("li"), kind = document.createElement("span");
    item.id = `${list.id}-${n}`;
    item.setAttribute("role", "option");
    kind.className = "suggestion-kind";
    kind.textContent = page.kind;
    item.append(page.title, kind);
    item.dataset.url = page.url;
    return item;
  };
  const ask = async () => {
    const mine = ++asked, address = new URL(form.dataset.madoguchiSuggests ?? "", location.href);
    address.searchParams.set("q", box.value);
    try {
      const answer = await fetch(address);
      const pages = answer.ok ? /** @type {Page[]} */ (await answer.json()) : [];
      if (mine !== asked) return;
      list.replaceChildren(...pages.map(line));
      show(pages.length > 0);
    } catch { show(false); }
  };
  /** @param {Element | undefined} item */
  const open = (item) => { if (item instanceof HTMLElement && item.dataset.url) location.assign(item.dataset.url); };

  box.addEventListener("input", () => { clearTimeout(timer); timer = window.setTimeout(ask, WAIT); });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "Escape") { show(false); event.preventDefault(); }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); open(list.children[at]); }
    if (event.key.startsWith("Arrow")) { const next = moved(event.key, at, list.children.length); if (next !== at) { event.preventDefault(); choose(next); } }
  });
  list.addEventListener("mousedown", (event) => { event.preventDefault(); open(/** @type {Element} */ (event.target).closest("li") ?? undefined); });
  box.addEventListener("blur", () => { asked++; show(false); });
}
