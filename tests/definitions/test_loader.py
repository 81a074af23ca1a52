"""A broken file is said with its place and its mend, and stops nothing but itself."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.loader import load_blocks, load_catalog, load_procedure
from tests.definitions.parking import SHORT, TEXT, a_catalog, broken, changed, kept, written_out

BLOCK = f"block: person\ndata:\n  nickname: {{kind: text, label: {TEXT}}}\n"
USES_A_BLOCK = (("  student:\n", "  me: {use: person}\n  student:\n"), ("home]", "home, me_nickname]"))


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    return a_catalog(tmp_path)


def line_with(words: str) -> int:
    """The line of the written-out definition on which the words first stand."""
    return written_out(SHORT).splitlines().index(words) + 1


def test_a_catalog_is_read_whole(catalog):
    found = load_catalog(catalog, "ward")

    assert list(found.procedures) == ["parking"]
    assert [section.id for section in found.sections] == ["roads"]
    assert [(town.name, town.district) for town in found.towns] == [("世田谷四丁目", "若林"), ("用賀二丁目", "用賀")]
    assert found.broken == ()


DATA = "data.school"
MISTAKES = [
    # a key nobody knows, also in a question, an option, a row's question
    (("minutes: 3", "minuets: 3"), "", 1, "「minutes」ではありませんか。"),
    (("    show: student\n", "    shwo: student\n"), DATA, "  school:", "「show」ではありませんか。"),
    (("{value: daily,", "{value: daily, 色: 赤,"), "data.commute.options[0]", None, "項目名と型"),
    (("        show: row.insured", "        shown: row.insured"), "data.cycles.fields.insurer", None, ""),
    # a type that is another
    (("standard_days: 5", "standard_days: 五日"), "standard_days", "standard_days: 五日", "項目名と型"),
    (("summary: T(区の駐輪場を使うための登録です)", "summary: [a]"), "summary", "summary: [a]", "項目名と型"),
    (("{value: daily,", "{value: 1,"), "data.commute.options[0].value", None, "で囲む"),
    (("  section: &MARK", "  section: {checked: 2026-02-30}"), "marks.section.checked", None, "暦にある日"),
    (("    kind: yes_no", "    kind: yesno"), "data.student.kind", None, "項目名と型"),
    (("    require: soft", "    require: softly"), "data.reason.require", None, "項目名と型"),
    # something that must be there
    (("minutes: 3\n", ""), "", 1, "書き足して"),
    (("  windows: &MARK\n", ""), "marks", "marks:", "窓口|windows"),
    # ids
    (("id: parking\n", "id: parkin\n"), "id", "id: parkin", "「parking」にしてください。"),
    (("  student:\n", "  Student:\n"), "data.Student", "  Student:", "英小文字"),
    (("  student:\n", "  today:\n"), "data.today", "  today:", "today、row"),
    (("      maker:\n", "      row:\n"), "data.cycles.fields.row", "      row:", "today、row"),
    (("- {id: study,", "- {id: you,"), "pages[1]", None, "別のid"),
    (("{value: rarely,", "{value: daily,"), "data.commute.options[1]", None, "別のid"),
    (("  - id: uninsured", "  - id: alone"), "checks[1]", "  - id: alone", "別のid"),
    (("  age: {label", "  name: {label"), "derived.name", None, "別のid"),
    # references
    (("    of: name", "    of: nmae"), "data.kana.of", "    of: nmae", "「name」ではありませんか。"),
    (("    holder: kana", "    holder: name"), "data.account.holder", "    holder: name", "使えるもの：kana"),
    (("birthdate: born", "birthdate: bron"), "applicant.birthdate", None, "「born」ではありませんか。"),
    (("address: home", "address: name"), "applicant.address", None, "使えるもの：home"),
    (("    fields: [born]", "    fields: [bron]"), "checks[0].fields", "    fields: [bron]", "「born」"),
    (("[cycles.insured]", "[cycles.lock]"), "checks[1].fields", None, "idをそろえて"),
    (("    each: cycles", "    each: school"), "checks[1].each", "    each: school", ""),
    (('["{name} 様', '["{nmae} 様'), "handling.approved.paragraphs[0]", None, "「name」ではありませんか。"),
    (("rows: [fee]", "rows: [fees]"), "handling.approved.rows", None, "「fee」ではありませんか。"),
    (("    max: 3\n", "    max: 3\n    min: 4\n"), "data.cycles.min", "    min: 4", "min を max 以下に"),
    (("require_when: row.insured", "require: none\n        require_when: row.insured"), None, None, "hard か soft"),
    # asking
    (("ask: [name, kana, born, home]", "ask: [name, kana, born]"), "data.home", "  home:", "ask に加えて"),
    (("[cycles, account]", "[cycles, account, name]"), "pages[2].ask[2]", None, "1つのページだけ"),
    (("[cycles, account]", "[cycles, acount]"), "pages[2].ask[1]", None, "「account」ではありませんか。"),
    (("[cycles, account]", "[]"), "pages[2].ask", None, "1つ以上"),
    # rules
    (("    show: student\n", "    show: studnet\n"), "data.school.show", "    show: studnet", "「student」"),
    (("    show: student\n", "    show: born\n"), "data.school.show", "    show: born", ""),
    (("    show: student\n", "    show: student &&\n"), "data.school.show", "    show: student &&", ""),
    (("    show: student\n", "    show: commute == 'daily'\n"), "data.school.show", None, "先にたずねる質問だけ"),
    (("    show: student\n", "    show: has(school)\n"), "data.school.show", None, "先にたずねる質問だけ"),
    (("    show: student\n", "    show: fee > 0\n"), "data.school.show", None, "先にたずねる質問だけ"),
    (('show: "age >= 6"', 'show: "size(cycles) > 1"'), "pages[2].show", None, "先にたずねる質問だけ"),
    (("show: row.insured", "show: has(row.bought)"), "data.cycles.fields.insurer.show", None, "先にたずねる"),
    (("show: row.insured", "show: has(account)"), "data.cycles.fields.insurer.show", None, "先にたずねる"),
    (("fails_if: age < 13", "fails_if: age"), "checks[0] alone", None, ""),
    (('value: "size(cycles) * 1000"', "value: \"'千円'\""), "derived.fee.value", None, ""),
    (("standard_days: 5", "standard_days: 5\nunique_by: [nmae.family]"), "unique_by[0]", None, ""),
    # blocks
    (("  student:\n", "  me: {use: persn}\n  student:\n"), "data.me.use", None, "使えるもの"),
]


@pytest.mark.parametrize(("change", "path", "line", "mend"), MISTAKES)
def test_a_mistake_is_said_with_file_line_path_and_mend(folder, change, path, line, mend):
    problem = broken(folder, change)

    assert problem.file == "parking.yaml"
    if path is not None:
        assert problem.path == path
    if isinstance(line, str):
        lines = (folder / "parking.yaml").read_text(encoding="utf-8").splitlines()
        assert lines[problem.line - 1] == line
    assert problem.line > 0
    assert not mend or any(part in f"{problem.message}{problem.mend}" for part in mend.split("|"))
    assert "`" not in str(problem), "the words of a library are no words for an author"


def test_values_computed_from_each_other_are_refused(folder):
    ages, fees = ('value: "age_on(born, today)"', 'value: "fee"'), ('value: "size(cycles) * 1000"', 'value: "age * 2"')

    problem = broken(folder, ages, fees)

    assert problem.path == "derived"
    assert "age、fee、senior" in problem.message


def test_the_sentence_names_place_mistake_and_mend(folder):
    problem = broken(folder, ("    show: student\n", "    shwo: student\n"))

    place = f"parking.yaml:{line_with('  school:')} data.school"
    assert str(problem) == f"{place}: 「shwo」という項目はありません。 → 「show」ではありませんか。"


@pytest.mark.parametrize("text", ["", "[]", "あ", "id: parking", "- a\n- b", "data: {a: {use: {}}}", "data: [1]"])
def test_a_file_that_is_no_definition_is_refused(folder, text):
    with pytest.raises(BrokenDefinition):
        load_procedure(kept(folder, text), {})


def test_one_broken_file_stops_only_itself(catalog):
    procedures = catalog / "ward" / "procedures"
    kept(procedures, changed(("id: parking", "id: rental")).replace("kind: date", "kind: dates"), "rental")
    kept(procedures, "a: [", "torn")

    found = load_catalog(catalog, "ward")

    assert list(found.procedures) == ["parking"]
    assert [problem.file for problem in found.broken] == ["rental.yaml", "torn.yaml"]


@pytest.mark.parametrize(
    ("change", "path", "mend"),
    [
        (("section: roads", "section: bridges"), "section", "roads"),
        (("category: living", "category: flying"), "category", "living"),
        (("category: living", "category: living\nlife_events: [birth]"), "life_events[0]", "ward.yaml"),
    ],
)
def test_what_the_ward_does_not_have_is_refused(catalog, change, path, mend):
    kept(catalog / "ward" / "procedures", changed(change))

    (problem,) = load_catalog(catalog, "ward").broken

    assert (problem.file, problem.path) == ("parking.yaml", path)
    assert mend in problem.mend
    assert problem.line > 1


def test_a_broken_block_stops_only_the_procedures_that_use_it(catalog):
    blocks = catalog / "shared" / "blocks"
    (blocks / "person.yaml").write_text(BLOCK.replace("nickname: {", "nickname: [1] #"), encoding="utf-8")
    procedures = catalog / "ward" / "procedures"
    kept(procedures, changed(*USES_A_BLOCK, ("id: parking", "id: rental")), "rental")

    found = load_catalog(catalog, "ward")

    assert list(found.procedures) == ["parking"]
    block, procedure = found.broken
    assert (block.file, block.line, block.path) == ("person.yaml", 3, "data.nickname")
    assert (procedure.file, procedure.path) == ("rental.yaml", "data.me.use")
    assert "person.yaml:3" in str(procedure)


@pytest.mark.parametrize("file", ["ward.yaml", "sections.yaml"])
def test_without_the_ward_nothing_can_be_served(catalog, file):
    (catalog / "ward" / file).write_text("id: 1\n", encoding="utf-8")

    with pytest.raises(BrokenDefinition) as caught:
        load_catalog(catalog, "ward")
    assert caught.value.file == file


def test_a_row_of_towns_with_a_hole_is_said_with_its_line(catalog):
    (catalog / "ward" / "towns.csv").write_text(
        "name,region,district\n用賀二丁目,玉川,用賀\n,玉川,用賀\n", encoding="utf-8"
    )

    with pytest.raises(BrokenDefinition) as caught:
        load_catalog(catalog, "ward")
    assert (caught.value.file, caught.value.line) == ("towns.csv", 3)


def test_a_ward_without_a_list_of_towns_has_none(catalog):
    (catalog / "ward" / "towns.csv").unlink()
    shutil.rmtree(catalog / "shared")

    found = load_catalog(catalog, "ward")

    assert (found.towns, list(found.procedures)) == ((), ["parking"])


LINES = written_out(SHORT).splitlines()
VALUES = st.sampled_from(
    ["", "1", "[]", "{}", "{a: 1}", "null", "true", "a.b", "'", "[[", "today", "0" * 9, "!x", "use"]
)
EDITS = st.one_of(
    st.tuples(st.integers(0, len(LINES) - 1), st.just("drop"), st.just("")),
    st.tuples(st.integers(0, len(LINES) - 1), st.just("double"), st.just("")),
    st.tuples(st.integers(0, len(LINES) - 1), st.sampled_from(["value", "indent", "key"]), VALUES),
)


def edited(edits: list[tuple[int, str, str]]) -> str:
    lines = list(LINES)
    for n, how, value in edits:
        key, colon, rest = lines[n].partition(":")
        indent = key[: len(key) - len(key.lstrip())]
        lines[n] = {
            "drop": "",
            "double": f"{lines[n]}\n{lines[n]}",
            "value": f"{key}{colon} {value}",
            "indent": f"  {lines[n]}",
            "key": f"{indent}{value}{colon}{rest}",
        }[how]
    return "\n".join(lines)


def outcome_of(file: Path) -> str:
    """The id of the definition, or the name of the file said to be broken."""
    try:
        return load_procedure(file, load_blocks(Path("catalog/shared/blocks"))).id
    except BrokenDefinition as problem:
        return problem.file.removesuffix(".yaml") if problem.message else "nothing said"


@given(edits=st.lists(EDITS, min_size=1, max_size=3))
@settings(max_examples=250, deadline=None)
def test_whatever_a_slip_makes_of_the_file_it_loads_or_is_said_to_be_broken(tmp_path_factory, edits):
    file = kept(tmp_path_factory.getbasetemp(), edited(edits))
    assert outcome_of(file) == "parking"
