"""What no page answers becomes one line however it is asked, is owned and dated, and closes only by being answered."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from madoguchi.accounts.states import Role
from madoguchi.assistant import corpus, ledger, passages, permissions
from madoguchi.assistant.announcements import AnswerJudged
from madoguchi.assistant.commands import gaps, say
from madoguchi.assistant.lives import GAP, GAP_WAYS, GapState
from madoguchi.assistant.models import Gap, GapQuestion
from madoguchi.gateways import outbox
from madoguchi.journal.queries import timeline
from madoguchi.kernel import clock as times
from madoguchi.kernel.announcing import announce
from madoguchi.kernel.refusals import Refusal
from madoguchi.kernel.text import Text
from tests.assistant.conftest import MOVING
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_actor, an_officer, somebody
from tests.procedures.browsing import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_ward")]
HERE = "residents-registry"
DRONE = (
    "ドローンを飛ばす許可はどこでもらえますか",
    "ドローンの飛行の申請",
    "公園でドローンを飛ばしてもいい？",
    "ドローン 許可",
    "ドローンを飛ばしたいのですが",
    "ドローン飛行の届出について教えてください",
    "区内でドローンは飛ばせますか",
    "ドローンの許可証がほしい",
    "ドローン撮影の申込み",
    "ドローンはどこで飛ばせますか",
)
FLYING = replace(
    MOVING,
    id="answer/test-drone",
    title=Text(ja="ドローンを飛ばすにはどうすればいいですか"),
    body=Text(ja="区立公園ではドローンを飛ばせません。許可の申請は国土交通省へ。"),
    questions=("ドローンの飛行の許可の申請",),
)


@pytest.fixture
def whole_ward(small_ward, ward_says):
    """Everything the ward's own files answer: only beside it is it known which words stand on no page."""
    ward_says(*passages.answers())


def noted(*questions: str, owner: str = HERE) -> None:
    for number, text in enumerate(questions):
        key = f"{text}/{number}"
        gaps.note(text=text, language="ja", owner=owner, key=key, at=times.now())


def test_ten_phrasings_of_one_gap_make_one_line(whole_ward):
    noted(*DRONE)
    line = ledger.lines(HERE)[0]
    assert [gap.title for gap in Gap.objects.all()] == [DRONE[0]]
    assert (line.asked, line.minutes) == (10, 10 * ledger.MINUTES_A_CALL)


def test_other_questions_are_lines_of_their_own(whole_ward):
    noted(*DRONE[:3], "ペットのウサギを火葬したい", "区民農園のくじ引きはいつ", "ウサギの火葬はできますか")
    assert sorted(line.asked for line in ledger.lines(HERE)) == [1, 2, 3]


def test_the_dearest_stands_first_and_the_same_press_counts_once(whole_ward):
    noted("区民農園のくじ引きはいつ")
    noted(*DRONE)
    noted(*DRONE)
    assert [line.asked for line in ledger.lines(HERE)] == [10, 1]


def test_a_question_without_a_page_reaches_the_ledger_through_the_worker(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        talk = say.begin(secret="s", language="ja", at=times.now())
        say.say(conversation=talk, said="転入の手続きのやりかた 090-1234-5678", key="1", language="ja", at=times.now())
        say.choose(conversation=talk, choice=say.NONE_FITS, key="2", language="ja", at=times.now())
    assert not Gap.objects.exists(), "grouping does not hold up the answer"
    outbox.deliver_due(at=times.now())
    gap = Gap.objects.get()
    assert (gap.section, gap.title) == (HERE, "転入の手続きのやりかた （電話）")
    assert [entry.what for entry in timeline(gap.subject)] == ["gap_opened"]


def test_a_bad_answer_is_a_line_of_its_answer(published):
    resident = Browser()
    resident.post("/chat/say/", {"said": "引っ越したら何をすればいい？", "key": "1"})
    resident.post("/chat/judge/", {"turn": "1", "helped": "no"})
    gap = Gap.objects.get()
    assert (gap.passage, gap.title) == (MOVING.id, "引っ越したら何をすればいい?")


def test_an_answer_judged_unhelpful_on_its_own_page_is_counted(published):
    for seconds in range(3):
        at = times.now() + timedelta(seconds=seconds)
        announce(AnswerJudged("child-allowance-how-much", "child-family", helped=False, language="ja", at=at))
        announce(AnswerJudged("child-allowance-how-much", "child-family", helped=True, language="ja", at=at))
    assert [(line.gap.passage, line.asked) for line in ledger.lines("child-family")] == [
        ("answer/child-allowance-how-much", 3)
    ]


def test_publishing_the_page_asks_all_again_and_closes_only_those_now_answered(whole_ward, ward_says):
    noted(*DRONE)
    gap = Gap.objects.get()
    GapQuestion.objects.create(gap=gap, key="odd", text="無人航空機の操縦の資格", language="ja", at=times.now())
    by = an_actor(Role.EDITOR, section=HERE)
    answered, left = gaps.retry_gap(gap=gap, answer="", by=by, at=times.now())
    assert (answered, left) == (0, 11)
    ward_says(*passages.answers(), FLYING)
    answered, left = gaps.retry_gap(gap=gap, answer=FLYING.id, by=by, at=times.now())
    assert (answered, left) == (10, 1)
    gap.refresh_from_db()
    assert gap.stands is GapState.OPEN
    assert GapQuestion.objects.get(answered_at__isnull=True).key == "odd"
    GapQuestion.objects.filter(key="odd").delete()
    gaps.retry_gap(gap=gap, answer=FLYING.id, by=by, at=times.now())
    gap = Gap.objects.get()
    assert gap.stands is GapState.CLOSED
    assert [entry.what for entry in timeline(gap.subject)] == ["gap_opened", "gap_retried", "gap_retried", "gap_closed"]


def test_after_publishing_every_open_gap_is_asked_again(whole_ward, ward_says):
    noted(*DRONE[:4], "ペットのウサギを火葬したい")
    ward_says(*passages.answers(), FLYING)
    corpus.forget()
    closed = gaps.retry_all(answer=FLYING.id, by=an_actor(Role.EDITOR, section=HERE), at=times.now())
    assert [gap.title for gap in closed] == [DRONE[0]]
    assert [line.gap.title for line in ledger.lines()] == ["ペットのウサギを火葬したい"]


def test_a_gap_is_assigned_dated_and_dismissed_at_the_desk():
    noted(DRONE[0])
    gap = Gap.objects.get()
    desk, url = desk_of(an_officer(Role.EDITOR, section=HERE)), f"/desk/gaps/{gap.pk}/"
    due = (times.today() + timedelta(days=3)).isoformat()
    page = desk.post(f"{url}act/", {"act": "assign", "section": HERE, "due": due}, follow=True)
    assert due in text_of(page)
    for wrong in ("", "x", "1900-01-01", "9999-01-01"):
        assert desk.post(f"{url}act/", {"act": "assign", "section": HERE, "due": wrong}).status_code == 400
    assert desk.post(f"{url}act/", {"act": "assign", "section": "no", "due": due}).status_code == 400
    assert desk.post(f"{url}act/", {"act": "retry", "answer": "no-such"}).status_code == 400
    assert desk.post(f"{url}act/", {"act": "dismiss", "because": ""}).status_code == 400
    assert "聞き直しました" in text_of(desk.post(f"{url}act/", {"act": "retry"}, follow=True))
    desk.post(f"{url}act/", {"act": "dismiss", "because": "国の許可"})
    gap.refresh_from_db()
    assert (gap.stands, gap.because) == (GapState.DISMISSED, "国の許可")
    assert desk.post(f"{url}act/", {"act": "retry"}).status_code == 409
    assert desk.get("/desk/gaps/99999999999999999999999999/").status_code == 404


@pytest.mark.parametrize("state", GapState)
@pytest.mark.parametrize("to", GapState)
def test_a_gap_goes_only_where_the_table_lets_it(state, to):
    assert (GAP.refusal_to_move(state, to) is None) == (to in GAP_WAYS[state])


def test_who_may_keep_the_ledger():
    noted(DRONE[0])
    gap = Gap.objects.get()
    here = {role for role in Role if permissions.refusal_to_keep_gap(an_actor(role, section=HERE), gap) is None}
    there = {role for role in Role if permissions.refusal_to_keep_gap(an_actor(role, section="x"), gap) is None}
    assert here == {Role.REVIEWER, Role.DECIDER, Role.EDITOR, Role.ADMINISTRATOR}
    assert there == {Role.ADMINISTRATOR}
    assert permissions.refusal_to_keep_gap(somebody(), gap) is not None
    see = {role for role in Role if permissions.refusal_to_see_gaps(an_actor(role, section="x"), HERE) is None}
    assert see == {Role.AUDITOR, Role.ADMINISTRATOR}
    with pytest.raises(Refusal):
        gaps.dismiss_gap(gap=gap, because="x", by=an_actor(Role.RECEPTION, section=HERE), at=times.now())


def test_the_database_defends_the_ledger():
    noted(DRONE[0])
    for change in (
        {"state": "lost"},
        {"state": "closed"},
        {"ended_at": times.now()},
        {"state": "dismissed", "ended_at": times.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Gap.objects.update(**change)


def test_what_the_pages_cost(whole_ward, django_assert_num_queries):
    noted(*DRONE, "ペットのウサギを火葬したい")
    desk = desk_of(an_officer(Role.EDITOR, section=HERE))
    desk.get("/desk/gaps/")
    with django_assert_num_queries(3):
        desk.get("/desk/gaps/")
    gap = Gap.objects.first()
    assert gap is not None
    url = f"/desk/gaps/{gap.pk}/"
    with django_assert_num_queries(4):
        desk.get(url)
