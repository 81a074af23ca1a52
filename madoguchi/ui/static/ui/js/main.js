// @ts-check
/** Finds what the page asks for by data-madoguchi-* and fetches only those behaviours. */

/** @type {Record<string, () => Promise<{ attach: (element: any) => void }>>} */
const behaviours = {
  "[data-madoguchi-error-summary]": () => import("./error_summary.js"),
  "[data-madoguchi-copies]": () => import("./code_block.js"),
  "[data-madoguchi-opens]": () => import("./dialog.js"),
  "[data-madoguchi-upload]": () => import("./file_upload.js"),
  "[data-madoguchi-address]": () => import("./address_input.js"),
  "[data-madoguchi-date]": () => import("./date_input.js"),
  "[data-madoguchi-tabs]": () => import("./tabs.js"),
  "[data-madoguchi-menu]": () => import("./menu.js"),
  "[data-madoguchi-count]": () => import("./text_area.js"),
  "[data-madoguchi-once]": () => import("./once.js"),
  "[data-madoguchi-rows]": () => import("./rows.js"),
  "[data-madoguchi-renews]": () => import("./renewing_form.js"),
  "[data-madoguchi-chat]": () => import("./chat.js"),
  "[data-madoguchi-talk]": () => import("./talk.js"),
  "[data-madoguchi-reads]": () => import("./read_aloud.js"),
  "[data-madoguchi-suggests]": () => import("./suggestions.js"),
  "[data-madoguchi-saves]": () => import("./saving_form.js"),
};

/** @param {ParentNode} root */
function enhance(root) {
  for (const [selector, load] of Object.entries(behaviours)) {
    const found = root.querySelectorAll(selector);
    if (found.length) load().then(({ attach }) => found.forEach(attach));
  }
}

// A part of the page that was replaced (after an upload) says so, and is enhanced like a fresh page.
document.addEventListener("madoguchi:renewed", (event) => {
  if (event.target instanceof Element && event.target.parentElement) enhance(event.target.parentElement);
});
enhance(document);
