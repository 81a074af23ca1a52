"""What anybody may read: procedures, their versions, and what the rules would say of answers."""

import jsonschema  # type: ignore[import-untyped]
import pytest

from madoguchi.cases.models import Case
from tests.api.programs import ANSWERS
from tests.procedures.definition import definition
from tests.procedures.publishing import put_in_force

pytestmark = pytest.mark.django_db


def test_the_list_names_what_is_in_force_and_can_be_narrowed(anybody, every_kind):
    assert [one["id"] for one in anybody.get("procedures").json()["procedures"]] == ["green-curtain"]
    assert anybody.get("procedures?q=ゴーヤ").json()["procedures"][0]["version"] == every_kind.version
    assert anybody.get("procedures?category=nothing").json() == {"procedures": []}


def test_a_procedure_is_told_in_words_and_as_a_schema_that_good_answers_fit(anybody):
    said = anybody.get("procedures/green-curtain").json()

    assert said["title"]["en"] == "Grant for green curtains"
    assert said["pages"][0]["questions"][0]["required"] == "always"
    jsonschema.validate({**ANSWERS, "phone": "0354321111"}, said["answers_schema"])


def test_nothing_that_only_officers_read_is_public(anybody):
    said = anybody.get("procedures/green-curtain").content.decode()

    assert "幅が10メートルを超えています" not in said
    assert "教示" not in said
    assert "fails_if" not in said


def test_the_version_is_the_etag_and_what_is_unchanged_is_not_sent_again(anybody, every_kind):
    first = anybody.get("procedures/green-curtain")
    again = anybody.get("procedures/green-curtain", If_None_Match=f'W/"{every_kind.version}", "x"')

    assert first.headers["ETag"] == f'"{every_kind.version}"'
    assert (again.status_code, again.content) == (304, b"")


def test_a_version_before_can_be_read_by_its_hash_for_ever(anybody, every_kind):
    newer = put_in_force(definition(minutes=9))
    listed = anybody.get("procedures/green-curtain/versions").json()["versions"]
    old = anybody.get(f"procedures/green-curtain/versions/{every_kind.version}")

    assert [(one["number"], one["in_force"]) for one in listed] == [(2, True), (1, False)]
    assert listed[0]["version"] == newer.version
    assert "immutable" in old.headers["Cache-Control"]
    assert old.json()["number"] == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("procedures/nothing", 404),
        ("procedures/nothing/versions", 404),
        (f"procedures/green-curtain/versions/{'0' * 64}", 404),
        ("procedures/green-curtain/versions/short", 422),
        (f"procedures?q={'あ' * 201}", 422),
        ("nowhere", 404),
        ("procedures/", 404),
        ("procedures/%00", 400),
    ],
)
def test_what_is_not_there_is_a_problem_in_json(anybody, path, status):
    answer = anybody.get(path)

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status


def test_a_method_that_is_not_offered_is_a_problem_in_json(anybody):
    answer = anybody.client.delete("/api/v1/procedures")

    assert (answer.status_code, answer.headers["Content-Type"]) == (405, "application/problem+json")
    assert "GET" in answer.headers["Allow"]


def test_good_answers_are_valid_and_nothing_is_kept(anybody):
    said = anybody.post("procedures/green-curtain/validate", {"answers": ANSWERS}).json()

    assert (said["valid"], said["problems"], said["findings"]) == (True, [], [])
    assert said["derived"] == {"grant": 6000}
    assert [page["id"] for page in said["pages"]] == ["you", "curtain", "helpers", "money"]
    assert [gap["path"] for gap in said["gaps"]] == ["proof"]
    assert Case.objects.count() == 0


def test_every_problem_points_to_its_place_and_says_what_to_do(anybody):
    sent = {
        **ANSWERS,
        "name": {"family": "髙橋"},
        "width": "wide",
        "helpers": [{"row": "7", "who": {"family": "山田", "given": "一"}, "child": True, "age": -1}],
        "nobody": 1,
        "cost": 0,
    }
    said = anybody.post("procedures/green-curtain/validate", {"answers": sent}, Accept_Language="en").json()
    found = {problem["pointer"]: problem["code"] for problem in said["problems"]}

    assert found["#/answers/nobody"] == "unknown_question"
    assert found["#/answers/width"] == "malformed"
    assert found["#/answers/name/given"] == "required"
    assert "#/answers/helpers/0/age" in found
    assert "given name" in next(p["detail"] for p in said["problems"] if p["path"] == "name")
    assert ("costs_nothing", "block", ["cost"]) in [(f["check"], f["level"], f["paths"]) for f in said["findings"]]
    assert said["valid"] is False


def test_what_is_hidden_by_another_answer_is_neither_wrong_nor_counted(anybody):
    sent = {**ANSWERS, "plant_other": "へちま"}
    said = anybody.post("procedures/green-curtain/validate", {"answers": sent}).json()

    assert (said["valid"], said["ignored"]) == (True, ["plant_other"])
