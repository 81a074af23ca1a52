// @ts-check
/** Reads a text aloud by the browser's own voice, each part in its language; the button shows only where there is one. */

/** @param {Element} place @returns {{ text: string, lang: string }[]} */
export function parts(place) {
  return [...place.querySelectorAll("p")].map((p) => {
    const spoken = /** @type {Element} */ (p.cloneNode(true));
    spoken.querySelectorAll("rt, rp").forEach((reading) => reading.remove());
    return { text: spoken.textContent ?? "", lang: p.closest("[lang]")?.getAttribute("lang") ?? "ja" };
  });
}

/** @param {HTMLButtonElement} button */
export function attach(button) {
  const place = document.getElementById(button.dataset.madoguchiReads ?? "");
  if (!place || !("speechSynthesis" in window) || !button.hidden) return;
  const label = button.textContent ?? "";
  let speaking = false;
  const stop = () => { speaking = false; speechSynthesis.cancel(); button.textContent = label; };
  button.hidden = false;
  button.addEventListener("click", () => {
    if (speaking) return stop();
    stop();
    speaking = true;
    button.textContent = button.dataset.stop ?? label;
    const texts = parts(place);
    texts.forEach(({ text, lang }, n) => {
      const said = Object.assign(new SpeechSynthesisUtterance(text), { lang });
      if (n === texts.length - 1) said.onend = said.onerror = stop;
      speechSynthesis.speak(said);
    });
  });
  addEventListener("pagehide", stop);
}
