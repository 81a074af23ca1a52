// @ts-check
/** Renews the questions when an answer decides which of them apply; the server says which, as it does without scripting. */

/** @param {string} name @param {string[]} patterns `children.*.living` means the box of any row */
const decides = (name, patterns) =>
  patterns.some((pattern) => {
    const [head, tail] = pattern.split(".*.");
    return tail === undefined ? name === head || name.startsWith(`${head}.`) : name.startsWith(`${head}.`) && name.endsWith(`.${tail}`);
  });

/** Puts the fresh questions in place of the old, and the focus back where it was. @param {Element} old @param {string} page */
function put(old, page) {
  const fresh = new DOMParser().parseFromString(page, "text/html").getElementById(old.id);
  if (!fresh) return location.reload();
  const focused = document.activeElement?.id;
  old.replaceWith(fresh);
  fresh.dispatchEvent(new CustomEvent("madoguchi:renewed", { bubbles: true }));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** What is typed, without documents: they are sent when they are chosen. @param {FormData} body */
const said = (body) => JSON.stringify([...body].filter(([, value]) => typeof value === "string"));

/** @param {HTMLFormElement} form */
export function attach(form) {
  const patterns = (form.dataset.madoguchiRenews ?? "").split(" ");
  let newest = 0;
  form.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement || box instanceof HTMLSelectElement)) return;
    if (decides(box.name, patterns)) void renew();
  });

  async function renew() {
    const mine = ++newest;
    const body = new FormData(form);
    const before = said(body);
    body.append("_renew", "1");
    const part = form.querySelector("[data-part=questions]");
    const answer = await fetch(form.action || location.href, { method: "POST", body }).catch(() => null);
    // A slow answer to an earlier press must not undo a later one; without an answer the page works as without scripting.
    if (!part || !answer || answer.status >= 500 || mine !== newest) return;
    const page = await answer.text();
    if (mine !== newest) return;
    // Whoever typed on meanwhile must not find it gone: ask again with all of it.
    if (said(new FormData(form)) !== before) return renew();
    put(part, page);
  }
}
