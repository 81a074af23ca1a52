// @ts-check
/** Fills in the address of a postcode without leaving the page; several towns become the list of the town box. */

/** Digits as typed in Japan, full-width and hyphens included. @param {string} typed */
export function digits(typed) {
  return typed.normalize("NFKC").replace(/\D/g, "");
}

/** @param {HTMLElement} group @param {string} name */
const box = (group, name) => /** @type {HTMLInputElement} */ (group.querySelector(`[data-part=${name}]`));

/** @param {HTMLElement} group @param {{prefecture: string, city: string, town: string}[]} places */
function fill(group, places) {
  const status = /** @type {HTMLElement} */ (group.querySelector("[data-part=status]"));
  if (!places.length) {
    status.textContent = group.dataset.none ?? "";
    return;
  }
  box(group, "prefecture").value = places[0].prefecture;
  box(group, "city").value = places[0].city;
  box(group, "town").value = places.length === 1 ? places[0].town : "";
  const towns = places.map((place) => new Option("", place.town));
  if (places.length > 1) group.querySelector("datalist")?.replaceChildren(...towns);
  status.textContent = (places.length === 1 ? group.dataset.found : group.dataset.many) ?? "";
  box(group, places.length === 1 ? "block" : "town").focus();
}

/** @param {HTMLElement} group */
export function attach(group) {
  const button = group.querySelector("button[name=_lookup]");
  button?.addEventListener("click", async (event) => {
    event.preventDefault();
    const postcode = digits(box(group, "postcode").value);
    if (postcode.length !== 7) return fill(group, []);
    const address = new URL(group.dataset.madoguchiAddress ?? "", location.href);
    address.searchParams.set("postcode", postcode);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      fill(group, answer.ok ? await answer.json() : []);
    } catch {
      fill(group, []);
    }
  });
}
