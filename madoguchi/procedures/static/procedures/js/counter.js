// @ts-check
/** Attaches the counter's behaviours to what the page asks for. */
import { attach as fillIn } from "./sheet.js";
import { attach as move } from "./keys.js";
import { attach as watch } from "./watching.js";

document.querySelectorAll("[data-madoguchi-sheet]").forEach((form) => {
  fillIn(/** @type {HTMLFormElement} */ (form));
  move(/** @type {HTMLFormElement} */ (form));
});
const watched = document.querySelector("[data-madoguchi-watches]");
if (watched) watch(/** @type {HTMLElement} */ (watched));

document.querySelectorAll("[data-madoguchi-prints]").forEach((button) => {
  /** @type {HTMLElement} */ (button).hidden = false;
  button.addEventListener("click", () => window.print());
});

// At the start: / goes to the search, 6 to the six digits; what was found is begun with Enter.
const search = document.querySelector("input[type=search]");
const digits = document.querySelector("input[name=digits]");
if (search instanceof HTMLElement && digits instanceof HTMLElement) {
  const first = document.querySelector("[data-part=begin]");
  const searched = new URLSearchParams(location.search).get("q");
  (searched && first instanceof HTMLElement ? first : search).focus();
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const goal = { "/": search, 6: digits }[event.key];
    if (goal) {
      event.preventDefault();
      goal.focus();
    }
  });
}
