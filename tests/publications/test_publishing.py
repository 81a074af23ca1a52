"""Publishing puts a version in force, once, for those who may, and says why not."""

import time

import pytest
from django.db import IntegrityError, transaction

from madoguchi.accounts.states import Role
from madoguchi.definitions.compiled import Compiled
from madoguchi.journal import queries as journal
from madoguchi.kernel.actors import SYSTEM, Actor, ActorKind
from madoguchi.kernel.refusals import Refusal
from madoguchi.publications import commands, permissions, queries
from madoguchi.publications.models import Publication, Reinstatement
from tests.publications.conftest import MORNING

pytestmark = pytest.mark.django_db

SLOWER = ("standard_days: 5", "standard_days: 7")
UNVERIFIED = ("  fee: &MARK", "  fee: {checked: 2026-11-01}")


def actor(*roles: Role, kind: ActorKind = ActorKind.OFFICER) -> Actor:
    return Actor(kind=kind, id="7", name="編集 花子", section="roads", roles=frozenset(roles))


EDITOR = actor(Role.EDITOR)


def publish(compiled, by: Actor = EDITOR, *, demo: bool = True) -> Publication:
    return commands.publish(compiled=compiled, by=by, at=MORNING, demo=demo)


def now_in_force() -> Compiled:
    found = queries.in_force("parking")
    assert found is not None
    return found


def in_force_number() -> int:
    return queries.number_of(now_in_force().version)


def test_a_version_is_in_force_once_published(written, django_capture_on_commit_callbacks):
    compiled = written()
    assert queries.in_force("parking") is None

    with django_capture_on_commit_callbacks(execute=True):
        published = publish(compiled)

    assert (published.number, published.published_by, published.demo) == (1, "編集 花子", True)
    assert now_in_force().version == compiled.version
    assert [found.id for found in queries.all_in_force()] == ["parking"]


def test_publishing_the_same_again_changes_nothing(written):
    first = publish(written())

    again = publish(written(("id: parking\n", "# 注\nid: parking\n")), SYSTEM)

    assert again == first
    assert Publication.objects.count() == 1
    assert len(journal.timeline("definition/parking")) == 1


def test_another_content_is_the_next_version(written, django_capture_on_commit_callbacks):
    first = publish(written())
    with django_capture_on_commit_callbacks(execute=True):
        second = publish(written(SLOWER))

    assert (first.number, second.number) == (1, 2)
    assert now_in_force().procedure.standard_days == 7
    assert queries.version(first.version).procedure.standard_days == 5


def test_another_process_sees_it_within_a_second(written, monkeypatch):
    publish(written())
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    elsewhere = queries._InForce()
    before = elsewhere.all()["parking"]
    publish(written(SLOWER))

    assert elsewhere.all()["parking"] is before
    now += queries.SECONDS_REMEMBERED
    assert queries.SECONDS_REMEMBERED <= 1
    assert elsewhere.all()["parking"].procedure.standard_days == 7


def test_looking_again_reads_no_document_again(written, django_assert_num_queries, monkeypatch):
    publish(written())
    elsewhere = queries._InForce()
    elsewhere.all()
    elsewhere.forget()

    with django_assert_num_queries(1) as asked:
        elsewhere.all()
    assert '"document"' not in asked.captured_queries[0]["sql"]


def test_an_older_version_can_be_put_in_force_again(written, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = publish(written())
    with django_capture_on_commit_callbacks(execute=True):
        publish(written(SLOWER))
    with django_capture_on_commit_callbacks(execute=True):
        back = publish(written())

    assert back == first
    assert in_force_number() == 1
    assert Publication.objects.count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert publish(written()) == first
    assert Reinstatement.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        publish(written(SLOWER))
    assert in_force_number() == 2
    with django_capture_on_commit_callbacks(execute=True):
        third = publish(written(("standard_days: 5", "standard_days: 9")))
    assert (third.number, in_force_number()) == (3, 3)
    assert [entry.detail["number"] for entry in journal.timeline("definition/parking")] == [1, 2, 1, 2, 3]


def test_the_journal_says_who_published_what(written):
    published = publish(written())

    (entry,) = journal.timeline("definition/parking")
    assert (entry.what, entry.who_name) == ("published", "編集 花子")
    assert entry.detail == {"version": published.version, "number": 1}


@pytest.mark.parametrize(
    ("by", "may"),
    [
        (SYSTEM, True),
        (actor(Role.EDITOR), True),
        (actor(Role.ADMINISTRATOR), True),
        (actor(Role.EDITOR, Role.RECEPTION), True),
        (actor(Role.RECEPTION), False),
        (actor(Role.REVIEWER), False),
        (actor(Role.DECIDER), False),
        (actor(Role.AUDITOR), False),
        (actor(), False),
        (actor(kind=ActorKind.RESIDENT), False),
    ],
)
def test_who_may_publish(written, by, may):
    refusal = permissions.refusal_to_publish(by)

    assert (refusal is None) is may
    if may:
        assert publish(written(), by).number == 1
        return
    with pytest.raises(Refusal, match="手続き編集の担当者") as caught:
        publish(written(), by)
    assert caught.value.status == 403
    assert not Publication.objects.exists()


def test_outside_demo_mode_an_unverified_fact_is_refused(written):
    with pytest.raises(Refusal) as caught:
        publish(written(UNVERIFIED), demo=False)

    assert caught.value.code == "not_publishable"
    assert "公開できません：「手数料」の裏付けがありません（要確認）。" in caught.value.message
    assert publish(written(UNVERIFIED), demo=True).number == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("derived: {age: 36,", "derived: {age: 35,"), "例「大人が1台」"),
        (("    show: has(school)", "    show: has(school) && !student"), "どう答えてもたどり着けません"),
        (("label: T(学校)", "label: {ja: 学校}"), "がありません"),
    ],
)
def test_what_is_not_sound_is_refused_and_the_version_in_force_stays(written, change, sentence):
    first = publish(written())

    with pytest.raises(Refusal, match=sentence):
        publish(written(change))

    assert queries.versions_in_force() == {"parking": first.version}
    assert len(journal.timeline("definition/parking")) == 1


@pytest.mark.parametrize("forged", ["0" * 64, "f" * 63, "", "../../etc/passwd", "x" * 100_000, "a\x00b", "' OR 1=1 --"])
def test_a_version_nobody_published_is_refused_kindly(forged):
    with pytest.raises(Refusal) as caught:
        queries.version(forged)

    assert (caught.value.status, caught.value.way_on) == (404, "手続きのページから始め直してください。")
    assert forged not in caught.value.message or not forged
    assert queries.number_of("0" * 64) == 0


def test_the_database_keeps_each_version_and_each_number_once(written):
    first = publish(written())
    again = {"published_at": MORNING, "published_by": "", "demo": True, "document": "{}"}

    for version, number in ((first.version, 2), ("0" * 64, 1), ("short", 3)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Publication.objects.create(version=version, procedure="parking", number=number, **again)


def test_a_section_that_was_dissolved_is_shown_by_its_id():
    assert queries.section("roads").name == "道路課"
    assert queries.section("bridges").name == "bridges"


def test_a_decider_of_the_section_publishes_what_another_has_proposed_and_nothing_else():
    decider = Actor(kind=ActorKind.OFFICER, id="7", name="課長", section="benefits", roles=frozenset({"decider"}))
    may = permissions.refusal_to_publish
    assert may(decider, "benefits", proposed_by="8") is None
    assert may(decider, "benefits", proposed_by="7") is not None
    assert may(decider, "benefits") is not None
    assert may(decider, "insurance-pension", proposed_by="8") is not None
