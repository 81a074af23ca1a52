// @ts-check
/** Sends a chosen document at once, shows how far it is, and puts the server's answer in the place of the old part. */

/** @param {HTMLElement} part @param {string} name */
const piece = (part, name) => /** @type {HTMLElement} */ (part.querySelector(`[data-part=${name}]`));

/** @param {HTMLElement} part @param {string} text */
function say(part, text) {
  piece(part, "status").textContent = text;
}

/** Replaces the part by the same part of the page the server answered with. @param {HTMLElement} part @param {string} page */
function renew(part, page) {
  const answer = new DOMParser().parseFromString(page, "text/html").getElementById(part.id);
  if (!answer) return location.reload();
  const field = part.closest(".field");
  const answeredField = answer.closest(".field");
  const [old, fresh] = field && answeredField ? [field, answeredField] : [part, answer];
  old.replaceWith(fresh);
  fresh.dispatchEvent(new CustomEvent("madoguchi:renewed", { bubbles: true }));
  const next = fresh.querySelector("input[type=file], button");
  if (next instanceof HTMLElement) next.focus();
}

/** @param {HTMLElement} part @param {HTMLFormElement} form */
function send(part, form) {
  const body = new FormData(form);
  body.append("_upload", part.dataset.madoguchiUpload ?? "");
  const progress = piece(part, "progress");
  const bar = /** @type {HTMLProgressElement} */ (progress.querySelector("progress"));
  const request = new XMLHttpRequest();
  const failed = () => {
    progress.hidden = true;
    say(part, part.dataset.failed ?? "");
  };
  request.upload.addEventListener("progress", (event) => { bar.value = (100 * event.loaded) / event.total; });
  request.addEventListener("error", failed);
  request.addEventListener("load", () => {
    const page = request.getResponseHeader("Content-Type")?.startsWith("text/html") && request.status < 500;
    if (page) renew(part, request.responseText);
    else failed();
  });
  progress.hidden = false;
  say(part, part.dataset.sending ?? "");
  request.open("POST", form.getAttribute("action") || location.href);
  request.send(body);
}

/** @param {HTMLElement} part */
export function attach(part) {
  const input = /** @type {HTMLInputElement | null} */ (part.querySelector("input[type=file]"));
  const form = input?.form;
  if (!input || !form) return;
  input.addEventListener("change", () => { if (input.files?.length) send(part, form); });
  const drop = piece(part, "drop");
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("drop--over", kind === "dragover");
    });
  }
  drop.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    send(part, form);
  });
}
