// @ts-check
/** Attaches the desk's behaviours to what the page asks for. */
import { attach as attachAsking } from "./asking.js";
import { attach } from "./queue.js";

document.querySelectorAll("[data-madoguchi-queue]").forEach((table) => attach(/** @type {HTMLElement} */ (table)));
document.querySelectorAll("[data-madoguchi-asking]").forEach((form) => attachAsking(/** @type {HTMLFormElement} */ (form)));
