// @ts-check
/** Reads a date back in both ways of counting years while it is typed, so that a wrong era is seen at once. */

/** The year before the first of each era. @type {Record<string, number>} */
const before = { "": 0, 令和: 2018, 平成: 1988, 昭和: 1925, 大正: 1911 };

/** @param {string} typed */
function number(typed) {
  const plain = typed.normalize("NFKC").trim();
  if (plain === "元") return 1;
  return /^\d{1,4}$/.test(plain) ? Number(plain) : NaN;
}

/** The date in words, or nothing as long as it is not one. @param {string} era @param {string} year @param {string} month @param {string} day */
export function readBack(era, year, month, day) {
  const parts = [number(year) + (before[era] ?? NaN), number(month) - 1, number(day)];
  const date = new Date(Date.UTC(parts[0], parts[1], parts[2]));
  const real = parts[0] > 1868 && date.getUTCMonth() === parts[1] && date.getUTCDate() === parts[2];
  if (!real) return "";
  const western = new Intl.DateTimeFormat("ja-JP", { dateStyle: "long", timeZone: "UTC" }).format(date);
  const japanese = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { era: "long", year: "numeric", timeZone: "UTC" }).format(date);
  return `${western}（${japanese}）`;
}

/** @param {HTMLElement} group */
export function attach(group) {
  const place = /** @type {HTMLElement} */ (group.querySelector("[data-part=read]"));
  const [era, year, month, day] = /** @type {NodeListOf<HTMLInputElement>} */ (group.querySelectorAll("select, input"));
  const show = () => { place.textContent = readBack(era.value, year.value, month.value, day.value); };
  group.addEventListener("input", show);
  show();
}
