// @ts-check
/** Ticks what is to be mended by keyboard: j and k from answer to answer, x ticks, 1 2 3 say why. Enter sends from the button only. */
import { isTyping, placeAfter } from "./queue.js";

const FAULTS = ["incomplete", "wrong", "expired"];

/**
 * The reason a key chooses; nothing for any other key.
 * @param {string} key
 */
export const faultOf = (key) => FAULTS[Number(key) - 1];

/** @param {HTMLFormElement} form */
export function attach(form) {
  const ticks = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[name=ask]")]);
  /** @param {Element | null} place */
  const tickAt = (place) => /** @type {HTMLInputElement | null | undefined} */ (place?.closest(".summary-row")?.querySelector("input[name=ask]"));

  form.addEventListener("keydown", (event) => {
    // Sending a letter is no slip of a finger: Enter in a box only leaves it.
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (isTyping(event.target) && !isChoice(event.target))) return;
    const here = tickAt(document.activeElement);
    const step = { j: 1, k: -1 }[event.key];
    const fault = faultOf(event.key);
    if (step) ticks[placeAfter(here ? ticks.indexOf(here) : -1, step, ticks.length)]?.focus();
    else if (event.key === "x" && here) here.click();
    else if (fault && here) choose(here, fault);
  });
}

/** @param {HTMLInputElement} tick @param {string} fault */
function choose(tick, fault) {
  if (!tick.checked) tick.click();
  const radio = tick.closest(".summary-row")?.querySelector(`input[type=radio][value=${fault}]`);
  if (radio instanceof HTMLInputElement) radio.click();
}

/** @param {EventTarget | null} target */
const isChoice = (target) => target instanceof HTMLInputElement && ["checkbox", "radio"].includes(target.type);
