// @ts-check
/** The sheet by keyboard: Enter to the next field, a digit chooses, F2 to the next gap, Ctrl+Enter on to the confirmation. */

const FIELDS = "input:not([type=hidden]), select, textarea";

/** Those one can type into or choose from, one for each group of tiles. @param {HTMLFormElement} form */
function stops(form) {
  const seen = new Set();
  return /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(FIELDS)]).filter((box) => {
    if (box.type !== "radio") return true;
    const checked = form.querySelector(`input[type=radio][name="${CSS.escape(box.name)}"]:checked`);
    if (seen.has(box.name) || (checked && checked !== box)) return false;
    seen.add(box.name);
    return true;
  });
}

/** @param {HTMLFormElement} form @param {HTMLInputElement} here */
function nextOf(form, here) {
  const all = stops(form);
  const place = all.findIndex((box) => box === here || (box.type === "radio" && box.name === here.name));
  return all[place + 1];
}

/** The n-th tile of the group in which the focus stands. @param {HTMLInputElement} here @param {number} n */
function choose(here, n) {
  const tiles = here.closest(".tiles");
  const box = tiles?.querySelectorAll("input")[n - 1];
  if (!box) return false;
  box.focus();
  box.click();
  return true;
}

/** Fields that are empty or wrong. @param {HTMLFormElement} form */
function gaps(form) {
  return stops(form).filter((box) => {
    if (box.getAttribute("aria-invalid") === "true") return true;
    if (box.type === "radio") return !form.querySelector(`input[name="${CSS.escape(box.name)}"]:checked`);
    return box.type !== "checkbox" && box.type !== "file" && !box.value;
  });
}

/** @param {HTMLFormElement} form */
export function attach(form) {
  form.addEventListener("keydown", (event) => {
    const here = event.target;
    // While a word is being converted, Enter and digits belong to the input method.
    if (event.isComposing || !(here instanceof HTMLInputElement || here instanceof HTMLSelectElement || here instanceof HTMLTextAreaElement)) return;
    const box = /** @type {HTMLInputElement} */ (here);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(/** @type {HTMLElement} */ (form.querySelector("button[name=_confirm]")));
    } else if (event.key === "Enter" && !(here instanceof HTMLTextAreaElement)) {
      event.preventDefault();
      nextOf(form, box)?.focus();
    } else if (/^[1-9]$/.test(event.key) && (box.type === "radio" || box.type === "checkbox")) {
      if (choose(box, Number(event.key))) event.preventDefault();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F2") return;
    event.preventDefault();
    const open = gaps(form);
    const here = document.activeElement;
    const after = open.find((box) => here && here.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
    (after ?? open[0])?.focus();
  });
}
