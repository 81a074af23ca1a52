"""The same content is the same version, for ever, wherever it is read."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.definitions.compiled import Compiled, canonical_document, compile_procedure, revive
from madoguchi.definitions.journey import walk
from madoguchi.definitions.procedure import Procedure
from tests.definitions import parking
from tests.definitions.parking import ADULT, TODAY

COMMENT = ("id: parking\n", "# 駐輪場\nid:   parking\n")
DEFAULT_WRITTEN = ("    of: name\n", "    of: name\n    require: hard\n    sensitivity: personal\n")
KEYS_SWAPPED = ("    kind: text\n    show: student\n", "    show: student\n    kind: text\n")
PARTS_SWAPPED = ("standard_days: 5\nminutes: 3\n", "minutes: 3\nstandard_days: 5\n")


@pytest.mark.parametrize("change", [COMMENT, DEFAULT_WRITTEN, KEYS_SWAPPED, PARTS_SWAPPED])
def test_another_way_of_writing_the_same_is_the_same_version(folder, compiled, change):
    assert parking.loaded(folder, change).version == compiled.version


@pytest.mark.parametrize(
    "change",
    [
        ("standard_days: 5", "standard_days: 6"),
        ("T(学校)", "T(学校名)"),
        ("ask: [name, kana, born, home]", "ask: [kana, name, born, home]"),
        ("fails_if: age < 13", "fails_if: age < 12"),
    ],
)
def test_another_content_is_another_version(folder, compiled, change):
    assert parking.loaded(folder, change).version != compiled.version


def test_the_version_is_the_hash_of_a_document_without_white_space_and_defaults(compiled):
    document = json.loads(compiled.document)

    assert len(compiled.version) == 64
    assert b'", "' not in compiled.document
    assert "require" not in document["data"]["name"]
    assert document["data"]["account"]["require"] == "none"


def test_a_kept_document_revives_to_the_same_definition(compiled):
    revived = revive(compiled.document)

    assert revived.procedure == compiled.procedure
    assert (revived.version, revived.order) == (compiled.version, compiled.order)
    assert list(revived.procedure.data) == list(compiled.procedure.data)
    assert walk(revived, ADULT, today=TODAY) == walk(compiled, ADULT, today=TODAY)


def test_a_version_is_compiled_once_a_process(compiled):
    assert revive(compiled.document) is revive(bytes(bytearray(compiled.document)))


# Mappings whose keys are the author's own, in the author's order.
KEYED = ("marks", "derived", "examples")


def shuffled(node: object, random) -> object:
    """The same tree with the keys of its parts in another order; the order of data is the author's and stays."""
    if isinstance(node, list):
        return [shuffled(item, random) for item in node]
    if not isinstance(node, dict):
        return node
    keys = list(node)
    if not any(isinstance(value, dict) and "kind" in value for value in node.values()):
        random.shuffle(keys)
    return {key: shuffled(node[key], random) for key in keys}


@given(random=st.randoms(use_true_random=False))
def test_the_order_in_which_a_part_is_written_changes_nothing(compiled, random):
    written = msgspec.to_builtins(compiled.procedure)
    parts = {key: shuffled(value, random) for key, value in written.items() if key not in KEYED}

    again = msgspec.convert({**parts, **{key: written[key] for key in KEYED}}, Procedure)

    assert canonical_document(again) == compiled.document


def test_a_path_leads_to_its_question(compiled):
    assert compiled.question("school").label.ja == "学校"
    assert compiled.question("cycles.insurer").label.ja == "保険会社"


def unique_by(folder, *rules: str) -> Compiled:
    return parking.loaded(folder, ("standard_days: 5", f"standard_days: 5\nunique_by: {json.dumps(rules)}"))


def test_what_may_exist_once_has_a_key_of_its_parts(folder):
    compiled = unique_by(folder, "name.family + name.given", "born", "fiscal_year(today)")

    def key(answers: dict[str, object], today=TODAY) -> str | None:
        return compiled.unique_key(walk(compiled, answers, today=today).values, today=today)

    assert key(ADULT) == key({**ADULT, "student": True})
    assert key(ADULT) != key({**ADULT, "born": "1990-05-11"})
    assert key(ADULT) != key(ADULT, TODAY.replace(year=2027))
    assert key({**ADULT, "born": None}) is None


def test_without_such_a_rule_nothing_is_once(compiled):
    assert compiled.unique_key(walk(compiled, ADULT, today=TODAY).values, today=TODAY) is None


def test_two_procedures_never_share_a_key(folder):
    one = unique_by(folder, "born")
    other = compile_procedure(msgspec.structs.replace(one.procedure, id="rental"))
    values = walk(one, ADULT, today=TODAY).values

    assert one.unique_key(values, today=TODAY) != other.unique_key(values, today=TODAY)
