// @ts-check
/** Sends a question without leaving the page and shows the answer as it streams in; without it the form itself does. */

/**
 * The complete events at the head of what has arrived, and what is still incomplete.
 * @param {string} text
 * @returns {{ events: { name: string, html: string }[], rest: string }}
 */
export function events(text) {
  const pieces = text.split("\n\n");
  const rest = pieces.pop() ?? "";
  return { rest, events: pieces.map((piece) => {
    const lines = piece.split("\n");
    const value = (/** @type {string} */ field) => lines.find((line) => line.startsWith(field))?.slice(field.length).trim();
    return { name: value("event:") ?? "", html: JSON.parse(value("data:") || '""') };
  }) };
}

/** @param {string} html */
function part(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
}

/** What could be chosen stays readable after the talk has gone on; only the buttons go. @param {HTMLFormElement} form */
function settle(form) {
  const past = document.createElement("ul");
  past.className = "chat-past";
  for (const offer of form.querySelectorAll(".chat-offer")) {
    const button = offer.querySelector("button");
    const title = document.createElement("a");
    title.setAttribute("href", button?.dataset.link ?? "");
    title.textContent = button?.textContent ?? "";
    past.appendChild(document.createElement("li")).append(title);
  }
  past.childElementCount ? form.replaceWith(past) : form.remove();
}

/** @param {HTMLElement} list @param {string} html */
function place(list, html) {
  const turn = part(html);
  if (!turn) return;
  const before = document.getElementById(turn.id);
  for (const form of list.querySelectorAll("form")) if (!before?.contains(form)) settle(form);
  before ? before.replaceWith(turn) : list.append(turn);
  turn.dispatchEvent(new CustomEvent("madoguchi:renewed", { bubbles: true }));
  turn.scrollIntoView({ block: "start" });
}

/** @param {HTMLFormElement} form */
export function attach(form) {
  const list = document.getElementById(form.dataset.madoguchiChat ?? "");
  const box = /** @type {HTMLFormElement | null} */ (document.getElementById("chat-box"));
  const status = document.getElementById("chat-status");
  const area = box?.querySelector("textarea");
  if (!list || !box || !status || form.dataset.attached) return;
  form.dataset.attached = "1";
  let sent = false;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sent) return;
    sent = true;
    status.textContent = box.dataset.waiting ?? "";
    try {
      await stream(new FormData(form, event.submitter), list);
      status.textContent = "";
      const key = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=key]"));
      if (key) key.value = crypto.getRandomValues(new Uint32Array(4)).join("");
    } catch {
      status.textContent = box.dataset.trouble ?? "";
    }
    sent = false;
  });

  // Enter sends, as in every talk; with Shift it makes a line, and while kana are being converted it converts.
  if (form === box) area?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });

  /** @param {FormData} body @param {HTMLElement} list */
  async function stream(body, list) {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/event-stream" } });
    if (!answer.ok || !answer.body || !answer.headers.get("Content-Type")?.startsWith("text/event-stream")) throw new Error();
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    const busy = document.getElementById("chat-busy");
    for (let text = "", piece; !(piece = await reader.read()).done; ) {
      const found = events(text + piece.value);
      text = found.rest;
      for (const { name, html } of found.events) {
        if (name === "busy" && busy) busy.innerHTML = html;
        if (name !== "turn") continue;
        place(list, html);
        if (area) area.value = "";
        if (busy) busy.replaceChildren();
        document.getElementById("chat-examples")?.closest("section")?.remove();
      }
    }
  }
}
