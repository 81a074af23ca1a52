// @ts-check
/** Attaches the desk's behaviours to what the page asks for. */
import { attach } from "./queue.js";

document.querySelectorAll("[data-madoguchi-queue]").forEach((table) => attach(/** @type {HTMLElement} */ (table)));
