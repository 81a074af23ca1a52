// @ts-check
/** Saves what is typed a moment after each change, so that a closed phone loses nothing. */

const PAUSE = 1200;

/** @param {HTMLFormElement} form */
export function attach(form) {
  const url = form.dataset.madoguchiSaves ?? "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let onItsWay = new AbortController();
  const save = () => {
    const body = new FormData(form);
    for (const name of [...body.keys()]) if (body.get(name) instanceof File) body.delete(name);
    onItsWay = new AbortController();
    fetch(url, { method: "POST", body, keepalive: true, signal: onItsWay.signal }).catch(() => undefined);
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  });
  // What is on its way says less than what is being sent; the server, too, drops what comes after (`_round`).
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    onItsWay.abort();
  });
}
