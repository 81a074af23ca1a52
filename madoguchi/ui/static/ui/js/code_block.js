// @ts-check
/** Copies a receipt number and says that it did; the button appears only where copying is possible. */

/** @param {HTMLButtonElement} button */
export function attach(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  const label = button.querySelector("span") ?? button;
  const before = label.textContent;
  label.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.madoguchiCopies ?? "");
    label.textContent = button.dataset.done ?? "";
    setTimeout(() => { label.textContent = before; }, 3000);
  });
}
