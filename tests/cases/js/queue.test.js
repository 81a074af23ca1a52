// @ts-check
import assert from "node:assert/strict";
import test from "node:test";

const { placeAfter } = await import(new URL("../../../madoguchi/cases/static/cases/js/queue.js", import.meta.url).href);

test("j begins at the first case, k at the last", () => {
  assert.equal(placeAfter(-1, 1, 5), 0);
  assert.equal(placeAfter(-1, -1, 5), 4);
});

test("one moves from case to case and stays within the list", () => {
  assert.equal(placeAfter(0, 1, 5), 1);
  assert.equal(placeAfter(4, 1, 5), 4);
  assert.equal(placeAfter(0, -1, 5), 0);
});
