// @ts-check
/** Looks every few seconds whether the other side has said something; nothing that is being typed is touched. */

const SECONDS = 4;

/** @param {ParentNode} fresh @param {HTMLElement} list */
function append(fresh, list) {
  let last = null;
  for (const item of fresh.querySelectorAll("li[id]")) {
    if (document.getElementById(item.id)) continue;
    list.append(item);
    last = item;
  }
  last?.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLElement} panel */
export function attach(panel) {
  if (panel.dataset.attached) return;
  panel.dataset.attached = "1";
  const id = panel.id;

  async function look() {
    const here = document.getElementById(id);
    const list = document.getElementById(here?.dataset.list ?? "");
    const url = here?.dataset.madoguchiTalk;
    if (!here || !list || !url) return;
    try {
      const answer = document.hidden ? null : await fetch(url, { headers: { Accept: "text/html" } });
      if (answer?.ok) renew(await answer.text(), here, list);
    } catch { /* the network will be back */ }
    setTimeout(look, SECONDS * 1000);
  }

  /** @param {string} html @param {HTMLElement} here @param {HTMLElement} list */
  function renew(html, here, list) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    append(holder.content, list);
    const panelNow = holder.content.getElementById(id);
    if (!panelNow || panelNow.dataset.state === here.dataset.state) return;
    panelNow.dataset.attached = "1";
    here.replaceWith(panelNow);
  }

  setTimeout(look, SECONDS * 1000);
}
