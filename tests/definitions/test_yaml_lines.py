"""YAML is read the way its newer edition means it, and every mistake has its line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.yaml_lines import LARGEST_FILE, line_of, read_yaml


def kept(folder: Path, text: str) -> Path:
    file = folder / "a.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("True", True),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("~", None),
        ("null", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("018", "018"),
        ("0010", "0010"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("1.5", "1.5"),
        ("2026-04-01", "2026-04-01"),
        ("2026-02-30", "2026-02-30"),
        ("9" * 5000, "9" * 5000),
        ('"12"', "12"),
        ("'true'", "true"),
        ("髙橋 𠮷郎", "髙橋 𠮷郎"),
        ("[1, no]", [1, "no"]),
    ],
)
def test_a_value_is_what_its_author_sees(tmp_path, written, value):
    assert read_yaml(kept(tmp_path, f"a: {written}\n")) == {"a": value}


@pytest.mark.parametrize("key", ["on", "yes", "no", "true", "2026", "~"])
def test_a_key_is_always_text(tmp_path, key):
    assert read_yaml(kept(tmp_path, f"{key}: 1\n")) == {key: 1}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "「a」が2回書かれています"),
        ("a: &x [1]\nb: *x\n", 1, "参照は使えません"),
        ("a: &x {b: *x}\n", 1, "参照は使えません"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "型の指定は使えません"),
        ("a: 1\nb: !local x\n", 2, "型の指定は使えません"),
        ("a: 1\n? [1, 2]\n: 3\n", 2, "項目名は文字で"),
        ("a: 1\n b: 2\n", 2, "YAMLとして読めません"),
        ("a: 1\nb: [1\n", 3, "YAMLとして読めません"),
        ("a: 1\n---\nb: 2\n", 2, "YAMLとして読めません"),
        ("a: " + "[" * 60 + "]" * 60, 1, "入れ子が深すぎます"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(tmp_path, text, line, said):
    with pytest.raises(BrokenDefinition, match=said) as caught:
        read_yaml(kept(tmp_path, text))

    assert (caught.value.file, caught.value.line) == ("a.yaml", line)
    assert caught.value.mend


def test_a_few_aliases_cannot_unfold_into_gigabytes(tmp_path):
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30))

    with pytest.raises(BrokenDefinition, match="参照は使えません"):
        read_yaml(kept(tmp_path, bomb))


@pytest.mark.parametrize("content", [b"a: \xff\xfe", b"a: \x01", b"\x00", b"[" * 200_000])
def test_a_file_that_is_no_text_is_refused(tmp_path, content):
    file = tmp_path / "a.yaml"
    file.write_bytes(content)

    with pytest.raises(BrokenDefinition):
        read_yaml(file)


def test_a_file_too_large_and_a_folder_are_refused(tmp_path):
    with pytest.raises(BrokenDefinition, match="大きすぎます"):
        read_yaml(kept(tmp_path, "#" * (LARGEST_FILE + 1)))
    with pytest.raises(BrokenDefinition, match="開けません"):
        read_yaml(tmp_path)


def test_the_mark_that_windows_editors_put_first_is_no_part_of_the_first_key(tmp_path):
    assert read_yaml(kept(tmp_path, "\ufeffid: a\n")) == {"id": "a"}


LINES = """\
id: a
data:
  child: {use: person}
  child_school: {kind: text}
  other:
    use: person
pages:
  - {id: one, ask: [child_name]}
  - id: two
    ask: [
      child_school,
      other_name]
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("id", 1),
        ("data.child_school.kind", 4),
        ("data.child_name", 3),
        ("data.child_name.label", 3),
        ("data.other_kana", 5),
        ("pages[1].ask[1]", 12),
        ("pages[1].nothing", 9),
        ("pages[9]", 7),
        ("nowhere", 1),
    ],
)
def test_a_path_leads_to_its_line_or_to_that_of_its_nearest_part(tmp_path, path, line):
    assert line_of(kept(tmp_path, LINES), path) == line


def outcome_of(file: Path) -> object:
    """The value, or the name of the file said to be broken."""
    try:
        return read_yaml(file)
    except BrokenDefinition as problem:
        return problem.file


@given(text=st.text(alphabet=st.sampled_from("ab:- []{}&*!#'\"\n|>?,%@\t0é\x00髙"), max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(tmp_path_factory, text):
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(text.encode())
    assert isinstance(outcome_of(file), type(None) | bool | int | str | list | dict)
