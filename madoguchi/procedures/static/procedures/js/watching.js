// @ts-check
/** Looks every few seconds whether the applicant has confirmed, and opens the page anew once something has changed. */

const PAUSE = 3000;

/** @param {HTMLElement} part */
export function attach(part) {
  const was = part.textContent;
  const look = async () => {
    const answer = await fetch(part.dataset.madoguchiWatches ?? "").catch(() => null);
    if (answer?.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (page.getElementById(part.id)?.textContent !== was) return location.reload();
    }
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
}
