// @ts-check
/**
 * Keeps the sheet after each field and shows what the server says of it. Only questions that have changed are replaced,
 * and never the one somebody is typing into: an unfinished conversion of the input method would be lost.
 */

/** What is typed in a part of the page. @param {Element} part */
const said = (part) =>
  JSON.stringify(
    /** @type {HTMLInputElement[]} */ ([...part.querySelectorAll("input:not([type=file]), select, textarea")]).map((box) =>
      box.type === "radio" || box.type === "checkbox" ? [box.name, box.value, box.checked] : [box.name, box.value],
    ),
  );

/** @param {string} kind @param {ParentNode} root */
const parts = (kind, root) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(`[data-part=${kind}]`)]);

/** @param {HTMLElement} fresh */
const renewed = (fresh) => fresh.dispatchEvent(new CustomEvent("madoguchi:renewed", { bubbles: true }));

/** What the server drew last for each question, and what was typed in it when it was sent. */
class Sheet {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    /** @type {Map<string, string>} */
    this.drawn = new Map(parts("question", form).map((one) => [one.id, one.innerHTML]));
    /** @type {Map<string, string>} */
    this.sent = new Map();
    this.newest = 0;
  }

  async keep() {
    const mine = ++this.newest;
    this.sent = new Map(parts("question", this.form).map((one) => [one.id, said(one)]));
    const body = new FormData(this.form);
    for (const name of [...body.keys()]) if (body.get(name) instanceof File) body.delete(name);
    body.append("_blur", "1");
    const answer = await fetch(this.form.action, { method: "POST", body }).catch(() => null);
    if (!answer || mine !== this.newest) return;
    // Taken back by the resident meanwhile, or logged out: the page itself says so.
    if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("text/html")) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine === this.newest) this.show(page);
  }

  /** @param {Document} page */
  show(page) {
    if (!page.querySelector("[data-madoguchi-sheet]")) return location.reload();
    const standing = page.getElementById("standing");
    if (standing) document.getElementById("standing")?.replaceWith(standing);
    const chapters = /** @type {HTMLElement[]} */ ([...page.querySelectorAll(".sheet-part")]);
    /** @type {Element | null} */
    let before = document.getElementById("standing");
    for (const fresh of chapters) {
      const old = document.getElementById(fresh.id);
      if (!old) {
        before?.after(fresh);
        parts("question", fresh).forEach((one) => this.drawn.set(one.id, one.innerHTML));
        renewed(fresh);
        before = fresh;
        continue;
      }
      this.chapter(old, fresh);
      before = old;
    }
    const there = new Set(chapters.map((one) => one.id));
    document.querySelectorAll(".sheet-part").forEach((old) => { if (!there.has(old.id) && !old.contains(document.activeElement)) old.remove(); });
  }

  /** @param {HTMLElement} old @param {HTMLElement} fresh */
  chapter(old, fresh) {
    const list = /** @type {HTMLElement} */ (old.querySelector("[data-part=questions]"));
    const wanted = parts("question", fresh);
    const ids = new Set(wanted.map((one) => one.id));
    parts("question", list).forEach((one) => { if (!ids.has(one.id) && !one.contains(document.activeElement)) one.remove(); });
    /** @type {Element | null} */
    let before = null;
    for (const one of wanted) {
      const here = document.getElementById(one.id);
      before = here ? this.question(here, one) : this.put(list, before, one);
    }
  }

  /** @param {HTMLElement} list @param {Element | null} before @param {HTMLElement} one */
  put(list, before, one) {
    if (before) before.after(one);
    else list.prepend(one);
    this.drawn.set(one.id, one.innerHTML);
    renewed(one);
    return one;
  }

  /** @param {HTMLElement} here @param {HTMLElement} fresh */
  question(here, fresh) {
    const same = this.drawn.get(here.id) === fresh.innerHTML;
    const typedOn = this.sent.get(here.id) !== said(here);
    if (same || typedOn || here.contains(document.activeElement)) return here;
    this.drawn.set(here.id, fresh.innerHTML);
    here.replaceWith(fresh);
    renewed(fresh);
    return fresh;
  }
}

/** @param {HTMLFormElement} form */
export function attach(form) {
  const sheet = new Sheet(form);
  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === "file") return;
    void sheet.keep();
  });
}
