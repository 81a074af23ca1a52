// @ts-check
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";

const { sha256 } = await import(new URL("../../../madoguchi/notices/static/notices/js/compare_pdf.js", import.meta.url).href);

test("a file has the same SHA-256 in the browser as on the server", async () => {
  const bytes = new TextEncoder().encode("%PDF-1.7 髙田𠮷郎");
  assert.equal(await sha256(bytes.buffer), createHash("sha256").update(bytes).digest("hex"));
});

test("one byte more is another file", async () => {
  assert.notEqual(await sha256(new Uint8Array([1]).buffer), await sha256(new Uint8Array([1, 0]).buffer));
});
