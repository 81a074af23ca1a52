// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOf } from "../../../madoguchi/cases/static/cases/js/asking.js";

test("1, 2 and 3 say why, and no other key does", () => {
  assert.deepEqual(["1", "2", "3"].map(faultOf), ["incomplete", "wrong", "expired"]);
  for (const key of ["0", "4", "x", "", "Enter", "-1"]) assert.equal(faultOf(key), undefined);
});
