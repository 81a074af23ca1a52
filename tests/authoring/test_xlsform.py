"""Sheets drawn up elsewhere taken over: what can be is, what cannot is named by its cell, and nothing hostile gets in."""

import io
import zipfile
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook.workbook import Workbook

from madoguchi.accounts.states import Role
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.xlsform import workbook as reading
from madoguchi.authoring.xlsform.expressions import Known, Untranslatable, translated
from madoguchi.authoring.xlsform.importing import Imported, imported
from madoguchi.authoring.xlsform.workbook import read_workbook
from madoguchi.definitions.questions import ChoiceQuestion, ChoicesQuestion, GroupQuestion
from madoguchi.kernel.refusals import Refusal
from tests.authoring.factories import an_editor
from tests.cases.definition import OTHER_SECTION, SECTION
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_officer

Sheet = Sequence[Sequence[object]]
HEAD = ["type", "name", "label::Japanese (ja)", "label::English (en)", "hint", "required", "relevant", "constraint"]
HEAD += ["constraint_message", "appearance", "default"]
SURVEY: Sheet = [
    HEAD,
    ["begin_group", "you", "申し込む方", "You"],
    ["text", "Full Name", "お名前", "Name", "姓と名", "yes"],
    ["integer", "age", "年齢", "Age", None, "yes", None, ". >= 18 and . < 120", "18歳以上の方だけです。"],
    ["end_group"],
    ["begin_group", "room", "部屋", "Room", None, None, "${age} >= 20"],
    ["select_one room", "room_kind", "部屋の種類", "Kind", None, "true"],
    ["select_one yn", "first", "はじめてですか", "First time?"],
    [
        "select_multiple things",
        "things",
        "使うもの",
        "Things",
        None,
        None,
        "${room_kind} = 'hall' and ${first} = 'yes'",
    ],
    ["text", "why", "理由", "Why", None, "${first} = 'no'", "selected(${things}, 'piano')", None, None, "multiline"],
    ["end_group"],
    ["begin_repeat", "guests", "来る人", "Guests"],
    ["text", "guest_name", "名前", "Name", None, "yes"],
    ["date", "guest_birth", "生年月日", "Born", None, None, "${guest_name} != ''", ". <= today()"],
    ["end_repeat"],
    ["geopoint", "where", "場所"],
    ["range", "score", "点数"],
    ["note", "thanks", "ありがとうございます"],
    ["calculate", "sum", None],
    ["start", "start"],
    [
        "text",
        "late",
        "最後の質問",
        None,
        None,
        None,
        "pulldata('x', 'y') = 'z'",
        "distance(.) > 3",
        None,
        None,
        "既定値",
    ],
]
CHOICES: Sheet = [
    ["list_name", "name", "label::Japanese (ja)", "label::English (en)", "image"],
    ["room", "hall", "ホール", "Hall", "hall.png"],
    ["room", "small", "小さい部屋", "Small"],
    ["room", "hall", "またホール", "Hall again"],
    ["yn", "yes", "はい", "Yes"],
    ["yn", "no", "いいえ", "No"],
    ["things", "piano", "ピアノ", "Piano"],
    ["things", "mic", "マイク", "Microphone"],
]
SETTINGS: Sheet = [["form_title", "form_id", "version"], ["地域の部屋の利用", "room", 3]]


def file_of(**sheets: Sheet) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def taken(**sheets: Sheet) -> Imported:
    return imported(read_workbook(file_of(**sheets)), id="room", section=SECTION, category="child")


@pytest.fixture(scope="module")
def room() -> Imported:
    return taken(survey=SURVEY, choices=CHOICES, settings=SETTINGS)


def test_questions_become_questions_with_their_words_in_every_language_there_is(room):
    p = room.compiled.procedure
    assert p.title.ja == "地域の部屋の利用"
    name = p.data["full_name"]
    assert (name.label.ja, name.label.en, name.help and name.help.ja, name.require) == (
        "お名前",
        "Name",
        "姓と名",
        "hard",
    )
    kind, things = p.data["room_kind"], p.data["things"]
    assert isinstance(kind, ChoiceQuestion)
    assert [option.value for option in kind.options] == ["hall", "small"]
    assert isinstance(things, ChoicesQuestion)
    assert p.data["first"].__struct_config__.tag == "yes_no"
    assert p.data["why"].lines == 4


def test_groups_become_pages_and_repeats_become_groups(room):
    p = room.compiled.procedure
    assert [(page.title.ja, page.ask) for page in p.pages] == [
        ("申請する方", ("applicant_name",)),
        ("申し込む方", ("full_name", "age")),
        ("部屋", ("room_kind", "first", "things", "why")),
        ("質問", ("guests", "where", "late")),
    ]
    guests = p.data["guests"]
    assert isinstance(guests, GroupQuestion)
    assert list(guests.fields) == ["guest_name", "guest_birth"]


def test_conditions_become_rules(room):
    p = room.compiled.procedure
    assert p.data["room_kind"].show == "age >= 20"
    assert p.data["things"].show == "(age >= 20) && ((room_kind == 'hall') && (first == true))"
    assert p.data["why"].require_when == "first == false"
    assert "'piano' in things" in p.data["why"].show
    assert p.data["guests"].fields["guest_birth"].show == "has(row.guest_name)"
    age, birth = p.checks
    assert (age.fails_if, age.level, age.message.ja) == (
        "has(age) && !((age >= 18) && (age < 120))",
        "warn",
        "18歳以上の方だけです。",
    )
    assert (birth.each, birth.fields) == ("guests", ("guests.guest_birth",))


def test_everything_that_was_not_taken_over_is_named_by_its_cell(room):
    told = {note.cell: note.why for note in room.notes}
    assert told["survey!A16"] == "地点の質問はないため、文章の質問にしました"
    assert told["survey!A17"] == "この種類の質問はありません"
    assert told["survey!A18"].startswith("読ませるだけの文")
    assert told["survey!A20"] == "端末の情報は集めません"
    assert told["survey!G21"] == "「pulldata」という関数は移せません。式を書き直してください"
    assert told["survey!H21"] == "「distance」という関数は移せません。式を書き直してください"
    assert told["survey!K21"] == "この列は取り込みません"
    assert told["survey!B3"].startswith("idに使えない名前")
    assert told["survey!H4"].startswith("送信を止めるのは")
    assert told["choices!B4"].startswith("同じ値の選択肢")
    assert told["choices!E2"] == "この列は取り込みません"
    assert {"settings!B2", "settings!C2"} <= set(told)


def test_a_condition_the_types_refuse_is_taken_out_and_named():
    found = taken(survey=[HEAD, ["text", "a", "あ"], ["text", "b", "い", None, None, None, "${a} > 3"]])
    assert found.compiled.procedure.data["b"].show == ""
    (note,) = [note for note in found.notes if note.cell == "survey!G3"]
    assert note.text == "a > 3"


def test_a_condition_on_a_later_question_is_taken_out_and_named():
    found = taken(survey=[HEAD, ["text", "a", "あ", None, None, None, "${b} = 'x'"], ["text", "b", "い"]])
    assert found.compiled.procedure.data["a"].show == ""
    assert "survey!G2" in {note.cell for note in found.notes}


def test_groups_left_open_and_ends_too_many_are_named():
    found = taken(survey=[HEAD, ["end_group"], ["begin_repeat", "r", "くり返し"], ["text", "a", "あ"]])
    assert {"survey!A2", "survey!A3"} <= {note.cell for note in found.notes}


KNOWN = {
    name: Known(name, kind) for name, kind in {"a": "number", "b": "choice", "c": "choices", "d": "yes_no"}.items()
}


@pytest.mark.parametrize(
    ("xpath", "rule"),
    [
        ("${a} = 3", "a == 3"),
        ("${a} != '' or ${b} = ''", "(has(a)) || (!has(b))"),
        ("not(${a} < 3 and ${b} = 'x')", "!((a < 3) && (b == 'x'))"),
        ("selected(${b}, 'x')", "b == 'x'"),
        ("selected(${c}, 'x')", "'x' in c"),
        ("count-selected(${c}) >= 2", "size(c) >= 2"),
        ("${d} = 'yes'", "d == true"),
        ("if(${a} > 1, true(), false())", "(a > 1) ? (true) : (false)"),
        ("${a} mod 2 = 0", "a % 2 == 0"),
        ('${b} = "it\'s"', "b == 'it\\'s'"),
        (". > today()", "a > today"),
        ("-1 < ${a}", "-1 < a"),
    ],
)
def test_xpath_is_said_in_the_rule_language(xpath, rule):
    assert translated(xpath, KNOWN, KNOWN["a"]) == rule


@pytest.mark.parametrize(
    "xpath",
    ["", "${nobody} = 1", "${a} div 2", "${a} = ", "(((", "(" * 3000, "a or b", "pulldata('x')", "；", ".", "'x"],
)
def test_xpath_that_says_nothing_we_know_is_refused_with_a_reason(xpath):
    with pytest.raises(Untranslatable) as refused:
        translated(xpath, KNOWN)
    assert str(refused.value)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="${}abcd.'\"()=<>!,+-* 123notandorselectedif", max_size=60))
def test_no_xpath_breaks_the_reader(xpath):
    with suppress(Untranslatable):
        assert translated(xpath, KNOWN, KNOWN["a"])


WORDS = st.text(min_size=0, max_size=12)
TYPES = ["text", "integer", "date", "select_one yn", "select_multiple x", "begin_group", "end_group", "begin_repeat"]
TYPES += ["end_repeat", "note", "calculate", "decimal", "image", "acknowledge", "", "BEGIN GROUP", "select_one", "???"]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(TYPES),
        st.sampled_from(["a", "b", "c", "A b", "today", "row", "日本", "for", "", "_", "1x"]),
        WORDS,
        WORDS,
        WORDS,
        st.sampled_from(["yes", "no", "", "${a} = 1", "${b} = 'x'"]),
        st.sampled_from(["", "${a} = 1", "${b} = ''", "${c} > 2 and ${a} < 3", "selected(${b}, 'yes')", "((", "1"]),
        st.sampled_from(["", ". > 1", ". = 'x'", "regex(., '^a')", ". <= today()", "regex(., '(')"]),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS)
def test_any_sheet_is_taken_over_or_refused_in_words(rows):
    survey = [
        reading.Row(number, {name: str(text) for name, text in zip(HEAD, row, strict=False) if text}, {}, "survey")
        for number, row in enumerate(rows, start=2)
        if any(row)
    ]
    choices = [reading.Row(2, {"list_name": "yn", "name": "yes", "label": "はい"}, {}, "choices")]
    with suppress(Refusal):
        found = imported({"survey": survey, "choices": choices}, id="room", section=SECTION, category="child")
        assert found.compiled.procedure.data
        assert all(note.why for note in found.notes)


def a_zip(**members: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return kept.getvalue()


BOMB = a_zip(xl__workbook_xml=b"<x/>", xl__sheet_xml=b"0" * 60_000_000)
ENTITIES = a_zip(xl__workbook_xml=b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
GOOD = file_of(survey=SURVEY, choices=CHOICES, settings=SETTINGS)
FOREIGN = {
    "nothing": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" + b"0" * 100,
    "an old workbook": b"\xd0\xcf\x11\xe0" + b"0" * 600,
    "a pdf": b"%PDF-1.7",
    "another zip": a_zip(word__document_xml=b"<x/>"),
    "half a file": GOOD[: len(GOOD) // 2],
    "a broken file": GOOD[:200] + b"\0" * 300 + GOOD[500:],
    "a bomb": BOMB,
    "entities": ENTITIES,
    "a hollow workbook": a_zip(xl__workbook_xml=b"<x/>"),
    "too large": b"PK\x03\x04" + b"0" * 5_000_001,
    "no survey": file_of(Sheet1=[["a"]]),
    "an empty survey": file_of(survey=[HEAD]),
    "too many rows": file_of(survey=[HEAD, *[["text", f"q{n}", "あ"] for n in range(3_100)]]),
    "too many questions": file_of(survey=[HEAD, *[["text", f"q{n}", "あ"] for n in range(500)]]),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_or_hostile_file_is_refused_in_words(name):
    with pytest.raises(Refusal) as refused:
        imported(read_workbook(FOREIGN[name]), id="room", section=SECTION, category="child")
    assert refused.value.status == 400
    assert refused.value.message


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, len(GOOD)))
def test_a_file_with_any_piece_replaced_is_read_or_refused(piece, at):
    with suppress(Refusal):
        assert "survey" in read_workbook(GOOD[:at] + piece + GOOD[at + len(piece) :])


@pytest.mark.django_db
def test_an_editor_takes_a_sheet_over_and_sees_what_was_left_out():
    browser = desk_of(an_editor())
    typed = {"procedure": "community-room", "title": "部屋の利用", "section": SECTION, "category": "child"}
    answer = browser.post("/desk/procedures/import/", {**typed, "sheet": io.BytesIO(GOOD)})
    assert answer.status_code == 302, text_of(answer)
    proposal = Proposal.objects.get()
    assert (proposal.procedure, proposal.base) == ("community-room", "")
    shown = text_of(browser.get(answer["Location"]))
    assert "survey!G21" in shown
    assert "新しい手続き" in shown
    for page in ("effect", "differences", "preview", "questions", "examples", "checks", "file"):
        assert browser.get(f"/desk/procedures/proposals/{proposal.pk}/{page}/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [{}, {"procedure": "Ä b"}, {"title": ""}, {"category": "nowhere"}, {"sheet": None}, {"procedure": "x" * 99}],
)
def test_a_form_filled_in_wrongly_is_shown_again(typed):
    right = {"procedure": "community-room", "title": "部屋", "section": SECTION, "category": "child"}
    sheet = {} if "sheet" in typed or not typed else {"sheet": io.BytesIO(GOOD)}
    given_ = {name: value for name, value in {**right, **typed}.items() if value is not None}
    answer = desk_of(an_editor()).post("/desk/procedures/import/", {**given_, **sheet})
    assert answer.status_code == 400
    assert 'role="alert"' in text_of(answer)
    assert Proposal.objects.count() == 0


@pytest.mark.django_db
def test_importing_is_for_editors_of_the_section():
    typed = {"procedure": "community-room", "title": "部屋", "section": OTHER_SECTION, "category": "child"}
    answer = desk_of(an_editor()).post("/desk/procedures/import/", {**typed, "sheet": io.BytesIO(GOOD)})
    assert answer.status_code == 403
    assert desk_of(an_officer(Role.RECEPTION)).get("/desk/procedures/import/").status_code == 403
