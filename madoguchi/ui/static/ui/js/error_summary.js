// @ts-check
/** The summary takes the focus when the page opens; its links go into the field, not only near it. */

/** @param {Element} place the element an error points to */
export function controlOf(place) {
  const control = "input:not([type=hidden]), select, textarea, button";
  if (place.matches(control)) return place;
  return place.querySelector("[aria-invalid]") ?? place.querySelector(control) ?? place;
}

/** @param {HTMLElement} summary */
export function attach(summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const place = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!place) return;
    event.preventDefault();
    const label = place.closest(".field") ?? place;
    label.scrollIntoView({ block: "start" });
    const control = controlOf(place);
    if (control instanceof HTMLElement) control.focus({ preventScroll: true });
  });
}
