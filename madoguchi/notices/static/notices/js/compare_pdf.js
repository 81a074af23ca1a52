// @ts-check
/** Compares a chosen PDF with the issued one on the reader's own device: only the SHA-256 is worked out, nothing sent. */

/** @param {ArrayBuffer} bytes */
export async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {HTMLFormElement} form */
export function attach(form) {
  // Browsers offer crypto.subtle only on a safe connection; without it the file is sent and compared by the server.
  if (!globalThis.crypto?.subtle) return;
  const input = /** @type {HTMLInputElement | null} */ (form.querySelector("input[type=file]"));
  if (!input) return;
  const show = (/** @type {string} */ part, /** @type {boolean} */ shown) => {
    const element = document.querySelector(`[data-part="${part}"]`);
    if (element instanceof HTMLElement) element.hidden = !shown;
  };
  show("send", false);
  show("local", true);
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("change", async () => {
    show("same", false);
    show("different", false);
    const file = input.files?.[0];
    if (!file) return;
    const isSame = (await sha256(await file.arrayBuffer())) === form.dataset.madoguchiCompares;
    show(isSame ? "same" : "different", true);
  });
}

if (globalThis.document) {
  const form = document.querySelector("form[data-madoguchi-compares]");
  if (form instanceof HTMLFormElement) attach(form);
}
