// @ts-check
/** Saves what is typed a moment after each change, so that a closed phone loses nothing. */

const PAUSE = 1200;

/** @param {HTMLFormElement} form */
export function attach(form) {
  const url = form.dataset.madoguchiSaves ?? "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const save = () => {
    const body = new FormData(form);
    for (const name of [...body.keys()]) if (body.get(name) instanceof File) body.delete(name);
    fetch(url, { method: "POST", body, keepalive: true }).catch(() => undefined);
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
}
