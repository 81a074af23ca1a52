// @ts-check
/** Counts what is left, in characters as people count them, once it becomes short. */

/** @param {string} text */
export function length(text) {
  return [...new Intl.Segmenter("ja", { granularity: "grapheme" }).segment(text)].length;
}

/** @param {HTMLTextAreaElement} area */
export function attach(area) {
  const place = document.getElementById(`${area.id}-count`);
  if (!place) return;
  const show = () => {
    const left = area.maxLength - length(area.value);
    place.textContent = left <= area.maxLength / 2 ? (area.dataset.madoguchiCount ?? "").replace("%n", String(left)) : "";
  };
  area.addEventListener("input", show);
  show();
}
