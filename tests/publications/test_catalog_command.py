"""`catalog check`, `publish`, `diff`, `schema`: what an author reads, and whether a program may go on."""

import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from madoguchi.publications import queries
from madoguchi.publications.models import Publication
from tests.definitions.parking import changed, kept
from tests.publications.conftest import forget_everything

pytestmark = pytest.mark.django_db

BROKEN = ("    kind: date\n", "    kind: dates\n")
FALSE_EXAMPLE = ("derived: {age: 36,", "derived: {age: 35,")


def run(*words: str) -> tuple[str, str]:
    """What it prints, and what it ends with ('' for success)."""
    out = StringIO()
    try:
        call_command("catalog", *words, stdout=out, stderr=out, no_color=True)
    except CommandError as problem:
        return out.getvalue(), str(problem)
    return out.getvalue(), ""


def test_a_sound_catalog_is_checked_in_a_line_each():
    printed, problem = run("check")

    assert problem == ""
    assert printed.startswith("✓ 駐輪場の利用登録（parking）版 ")
    assert "質問10 確認2 例3 要確認の事実0" in printed
    assert len(printed.splitlines()) == 1


def test_rules_are_printed_in_japanese():
    printed, _ = run("check", "parking", "--rules")

    assert "    「学校」をたずねるのは、" in printed
    assert "    確認事項「alone」（13歳未満です。）に当たるのは、" in printed


def test_faults_are_counted_and_told(the_ward):
    kept(the_ward, changed(FALSE_EXAMPLE))

    printed, problem = run("check")

    assert printed.startswith("✗ 駐輪場の利用登録（parking）")
    assert "    例「大人が1台」：「age」は 35 のはずが、36 です。" in printed
    assert problem == "1件の問題があります。"


def test_a_broken_file_is_told_with_its_line_and_the_others_are_checked(the_ward):
    kept(the_ward, changed(("id: parking", "id: rental"), BROKEN), "rental")

    printed, problem = run("check")

    assert "✗ rental.yaml:" in printed
    assert "✓ 駐輪場の利用登録（parking）" in printed
    assert problem == "1件の問題があります。"
    assert run("check", "parking")[1] == ""
    assert run("check", "rental")[1] == "1件の問題があります。"


def test_an_unknown_procedure_is_refused_with_those_there_are(the_ward):
    assert run("check", "parkin")[1] == "「parkin」という手続きはありません。あるもの：parking"
    assert run("diff", "parkin")[1] == "「parkin」という手続きはありません。あるもの：parking"
    kept(the_ward, changed(("id: parking", "id: rental"), BROKEN), "rental")
    assert run("schema", "rental")[1].startswith("rental.yaml:")


def test_a_broken_ward_is_said_without_a_traceback(the_ward):
    (the_ward.parent / "ward.yaml").write_text("id: [", encoding="utf-8")

    assert run("check")[1].startswith("区のファイルが読めません：ward.yaml:")


def test_publishing_prints_the_version():
    printed, problem = run("publish")

    assert problem == ""
    assert printed.startswith("✓ 駐輪場の利用登録 第1版 ")
    assert queries.versions_in_force().keys() == {"parking"}
    assert run("publish")[0] == printed


def test_outside_demo_mode_it_refuses_unverified_facts(the_ward, settings):
    settings.DEMO = False
    kept(the_ward, changed(("  fee: &MARK", "  fee: {checked: 2026-11-01}")))

    printed, problem = run("publish")

    assert "✗ 駐輪場の利用登録（parking）：公開できません：「手数料」の裏付けがありません（要確認）。" in printed
    assert problem == "公開できなかった定義があります。ほかの手続きには影響ありません。"
    assert not Publication.objects.exists()


def test_the_difference_to_the_version_in_force_is_told_in_words(the_ward):
    assert run("diff", "parking")[0] == "まだ公開されていません。\n"
    run("publish")
    forget_everything()
    assert run("diff", "parking")[0] == "公開中の版と同じです。\n"

    kept(the_ward, changed(("standard_days: 5", "standard_days: 7"), ("fails_if: age < 13", "fails_if: age < 12")))
    lines = run("diff", "parking")[0].splitlines()

    assert lines[0].startswith("± 確認事項「alone」（13歳未満です。）に当たるのは：")
    assert lines[1:] == ["± 標準処理期間（開庁日）：5 → 7"]


def test_the_schema_is_json():
    schema = json.loads(run("schema", "parking")[0])

    assert schema["title"] == "駐輪場の利用登録"
    assert schema["properties"]["born"]["title"] == "生年月日"


def test_in_a_copy_of_the_wards_catalog_a_broken_file_stops_only_itself(tmp_path, settings):
    settings.CATALOG, settings.WARD = Path(shutil.copytree("catalog", tmp_path / "copy")), "setagaya"
    forget_everything()
    assert run("publish")[1] == ""
    before = queries.versions_in_force()
    file = settings.CATALOG / "setagaya" / "procedures" / "moving-out.yaml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("    kind: date\n", "    kind: dates\n", 1), encoding="utf-8")
    other = file.with_name("child-medical.yaml")
    text = other.read_text(encoding="utf-8")
    other.write_text(text.replace("\nminutes: ", "\nminutes: 1"), encoding="utf-8")

    printed, problem = run("publish")

    assert "✗ moving-out.yaml:" in printed
    assert problem == "公開できなかった定義があります。ほかの手続きには影響ありません。"
    after = queries.versions_in_force()
    assert {id_ for id_ in before if before[id_] != after[id_]} == {"child-medical"}
    queries.forget()
    still = queries.in_force("moving-out")
    assert still is not None
    assert still.version == before["moving-out"]
