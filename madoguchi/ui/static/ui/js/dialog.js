// @ts-check
/** Opens the dialog a button names; the browser keeps the focus inside and gives it back afterwards. */

/** @param {HTMLButtonElement} button */
export function attach(button) {
  const dialog = document.getElementById(button.dataset.madoguchiOpens ?? "");
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (!dialog.matches(":modal")) dialog.open = false;
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element && event.target.closest("[data-madoguchi-closes]");
    if (pressed || event.target === dialog) dialog.close();
  });
}
