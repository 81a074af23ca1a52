// @ts-check
/** A form that must be sent once: the second press is held back and the button says that it is on its way. */

/** @param {HTMLFormElement} form */
export function attach(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) return event.preventDefault();
    sent = true;
    const button = event.submitter;
    if (!button) return;
    button.setAttribute("aria-disabled", "true");
    button.textContent = form.dataset.madoguchiOnce || button.textContent;
  });
  // Coming back by the browser's own button must find the form usable.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}
