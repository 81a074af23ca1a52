// @ts-check
import assert from "node:assert/strict";
import test from "node:test";

const here = new URL("../../../madoguchi/ui/static/ui/js/", import.meta.url);
/** @param {string} name */
const module = (name) => import(new URL(name, here).href);

test("a date is read back in both ways of counting years", async () => {
  const { readBack } = await module("date_input.js");
  assert.equal(readBack("令和", "元", "5", "1"), "2019年5月1日（令和元年）");
  assert.equal(readBack("", "２０２４", "２", "２９"), "2024年2月29日（令和6年）");
  assert.equal(readBack("昭和", "64", "1", "7"), "1989年1月7日（昭和64年）");
});

test("a day that does not exist is not read back", async () => {
  const { readBack } = await module("date_input.js");
  assert.equal(readBack("", "2026", "6", "31"), "");
  assert.equal(readBack("平成", "", "6", "1"), "");
  assert.equal(readBack("", "2026", "六", "1"), "");
});

test("a postcode is understood as people type it", async () => {
  const { digits } = await module("address_input.js");
  assert.equal(digits("〒１５４－００１７"), "1540017");
  assert.equal(digits("154-0017"), "1540017");
});

test("characters are counted as people count them", async () => {
  const { length } = await module("text_area.js");
  assert.equal(length("髙田𠮷郎"), 4);
  assert.equal(length("葛\u{e0100}城"), 2);
});

test("the arrows go round the suggestions and back into the box", async () => {
  const { moved } = await module("suggestions.js");
  assert.equal(moved("ArrowDown", -1, 3), 0);
  assert.equal(moved("ArrowDown", 2, 3), -1);
  assert.equal(moved("ArrowUp", -1, 3), 2);
  assert.equal(moved("ArrowUp", 0, 3), -1);
  assert.equal(moved("ArrowDown", -1, 0), -1);
  assert.equal(moved("a", 1, 3), 1);
});

test("an answer that arrives in pieces is read event by event", async () => {
  const { events } = await module("chat.js");
  const text = 'event: turn\ndata: "<li>\\n</li>"\n\nevent: done\ndata: ""\n\nevent: tu';
  assert.deepEqual(events(text), {
    events: [{ name: "turn", html: "<li>\n</li>" }, { name: "done", html: "" }],
    rest: "event: tu",
  });
  assert.deepEqual(events(""), { events: [], rest: "" });
});
