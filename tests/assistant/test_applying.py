"""From an answer to an application in one talk: begun, answered in words, left at any step, gone on with in the form."""

import msgspec
import pytest

from madoguchi.assistant import interview
from madoguchi.assistant.asking import asked
from madoguchi.definitions.compiled import compile_procedure
from madoguchi.definitions.examples import answers_of
from madoguchi.kernel import clock
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications
from tests.assistant.test_hearing_the_catalog import in_words
from tests.procedures.browsing import Browser
from tests.procedures.publishing import in_force, put_in_force

pytestmark = pytest.mark.django_db
PROCEDURE = "child-allowance"


@pytest.fixture
def browser(published) -> Browser:
    return Browser()


def prechecks_that_go() -> dict[str, str]:
    procedure = in_force(PROCEDURE).procedure
    return {c.id: next(o.value for o in c.options if o.then == "go") for c in procedure.eligibility}


@pytest.fixture
def begun(browser) -> Draft:
    page = browser.post(f"/chat/apply/{PROCEDURE}/", prechecks_that_go())
    assert page.status == 200, page.html
    draft = Draft.objects.get()
    assert page.path == f"/apply/{draft.pk}/talk/"
    return draft


def url(draft: Draft) -> str:
    return f"/apply/{draft.pk}/talk/"


def steps_of(draft: Draft, begun: str = ""):
    draft.refresh_from_db()
    return interview.steps(publications.version(draft.version), draft.answers, today=clock.today(), begun=begun)


def test_a_talk_begins_a_draft_that_only_this_device_opens(browser, begun):
    assert browser.get(url(begun)).status == 200
    assert Browser().get(url(begun)).status == 403
    assert begun.version == in_force(PROCEDURE).version


def test_whom_it_is_not_for_is_told_before_anything_is_kept(browser):
    procedure = in_force(PROCEDURE).procedure
    check = procedure.eligibility[0]
    stop = next(option for option in check.options if option.then == "stop")
    page = browser.post(f"/chat/apply/{PROCEDURE}/", {**prechecks_that_go(), check.id: stop.value})
    assert stop.message is not None
    assert page.says(stop.message.ja)
    assert browser.post(f"/chat/apply/{PROCEDURE}/", {}).status == 422
    assert not Draft.objects.exists()


def test_each_answer_is_in_the_draft_at_once_and_signed_as_said_in_the_chat(browser, begun):
    first = steps_of(begun)[0]
    put = asked(first, "ja")
    page = browser.get(url(begun))
    assert page.says(put.words)
    assert page.says("問くらい")
    sent = (
        {"ask": first.path, "option": put.options[0].value}
        if put.options
        else {"ask": first.path, "said": "世田谷 花子"}
    )
    browser.post(url(begun), sent)
    begun.refresh_from_db()
    assert first.path in begun.answers
    assert {author["how"] for author in begun.authors.values()} == {"chat"}


def test_what_is_wrong_is_said_beside_the_question_and_what_was_typed_stays(browser, begun):
    step = next(one for one in steps_of(begun) if one.question.__class__.__name__ == "DateQuestion")
    page = browser.post(url(begun), {"ask": step.path, "said": "令和99年13月40日"})
    assert page.status == 422
    assert page.says("日付を確かめてください")
    assert "令和99年13月40日" in page.html
    assert browser.get(url(begun)).status == 200


def test_one_goes_back_gets_help_and_leaves_with_a_code(browser, begun):
    second = steps_of(begun)[1]
    page = browser.get(f"{url(begun)}?ask={second.path}")
    assert page.says("戻る")
    page = browser.post(url(begun), {"ask": second.path, "said": "戻る"})
    assert page.says(asked(steps_of(begun)[0], "ja").words)
    page = browser.post(url(begun), {"ask": second.path, "said": "わからない"})
    assert page.status == 200
    page = browser.post(url(begun), {"ask": second.path, "do": "later"})
    assert page.says("ほかの端末で続けるとき")
    page = browser.post(url(begun), {"ask": second.path, "said": "やめる"})
    assert page.says("申請はやめました")


def test_accounts_and_files_are_left_to_the_form(browser, begun):
    step = next(one for one in steps_of(begun) if interview.is_for_the_form(one.question))
    page = browser.get(f"{url(begun)}?ask={step.path}")
    assert page.says("ここではうかがいません")
    assert "textarea" not in page.html
    browser.post(url(begun), {"ask": step.path, "said": "三菱UFJ銀行 渋谷支店 普通 1234567"})
    begun.refresh_from_db()
    assert step.head not in begun.answers


@pytest.mark.parametrize("left_after", [1, 3, 6, 99])
def test_whoever_leaves_after_any_step_finds_everything_in_the_form(browser, begun, left_after):
    compiled = in_force(PROCEDURE)
    example = next(one for one in compiled.procedure.examples if one.expect.outcome == "clean")
    wanted, _ = answers_of(compiled, example, publications.situation())
    given: dict[str, object] = {}
    path = ""
    with clock.moved_to(clock.now().replace(year=example.on.year, month=example.on.month, day=example.on.day)):
        for step in steps_of(begun):
            if len(given) == left_after or step.group is not None or interview.is_for_the_form(step.question):
                continue
            if (value := wanted.get(step.path)) is None or step.path not in {one.path for one in steps_of(begun)}:
                continue
            words = in_words(step.question, value)
            page = browser.post(url(begun), {"ask": step.path, "said": words})
            assert page.status == 200, (step.path, words)
            given[step.path], path = value, step.page.id
        begun.refresh_from_db()
        assert begun.answers == given
        assert begun.version == compiled.version
        form = browser.get(f"/apply/{begun.pk}/pages/{path}/")
        assert form.status == 200
        assert browser.get(f"/apply/{begun.pk}/review/").status == 200


@pytest.mark.parametrize("said", ["", "\x00", "😀" * 50, "<script>1</script>", "あ" * 50_000, "戻る" * 500])
def test_whatever_is_answered_a_page_comes(browser, begun, said):
    for step in steps_of(begun)[:6]:
        assert browser.post(url(begun), {"ask": step.path, "said": said}).status in {200, 400, 422}
    assert browser.post(url(begun), {"ask": "no.such.thing", "said": said}).status in {200, 400}
    assert browser.post(url(begun), {}).status == 200
    assert browser.get(f"{url(begun)}?ask=%00&help=1").status == 400
    assert browser.get(f"{url(begun)}?ask=children.999.x&help=1").status == 200


def test_another_version_published_meanwhile_takes_the_answers_along(browser, begun):
    step = next(one for one in steps_of(begun) if one.question.__class__.__name__ == "NameQuestion")
    browser.post(url(begun), {"ask": step.path, "said": "世田谷 花子"})
    old = in_force(PROCEDURE)
    reworded = msgspec.structs.replace(old.procedure, minutes=old.procedure.minutes + 1)
    newer = put_in_force(compile_procedure(reworded))
    assert newer.version != old.version
    page = browser.get(url(begun))
    assert page.status == 200
    begun.refresh_from_db()
    assert begun.version == newer.version
    assert begun.answers[step.path] == {"family": "世田谷", "given": "花子"}
    assert page.says("世田谷")
    assert page.says("花子")


@pytest.mark.parametrize("language", ["ja", "ja-easy", "en", "zh-hans", "ko"])
def test_the_talk_speaks_five_languages(browser, begun, language):
    browser.jar["language", "/"] = language
    page = browser.get(url(begun))
    assert page.status == 200
    assert page.says(asked(steps_of(begun)[0], language.removeprefix("ja-")).how)


def test_a_page_of_the_talk_asks_the_database_little(browser, begun, django_assert_max_num_queries):
    browser.get(url(begun))
    with django_assert_max_num_queries(4):
        browser.get(url(begun))
    step = steps_of(begun)[0]
    with django_assert_max_num_queries(30):
        browser.post(url(begun), {"ask": step.path, "said": "1"})


def test_one_more_child_is_a_row_of_its_own(browser, begun):
    compiled = in_force(PROCEDURE)
    group = next(one.head for one in steps_of(begun) if one.group is not None)
    first = next(one for one in steps_of(begun) if one.path.startswith(f"{group}.1."))
    browser.post(url(begun), {"ask": first.path, "said": "世田谷 一郎"})
    page = browser.post(url(begun), {"ask": f"{group}.{interview.MORE}", "said": "はい"})
    leaf = first.path.split(".")[-1]
    assert f"{group}.2.{leaf}" in page.html
    browser.post(url(begun), {"ask": f"{group}.2.{leaf}", "said": "世田谷 次郎"})
    begun.refresh_from_db()
    assert [row["row"] for row in begun.answers[group]] == ["1", "2"]
    page = browser.post(url(begun), {"ask": f"{group}.{interview.MORE}", "said": "たぶん"})
    assert page.status == 422
    assert compiled.procedure.data[group].label.ja in page.html


def test_nobody_changes_by_talk_what_was_sent(browser, begun):
    Draft.objects.filter(pk=begun.pk).update(sent_as=begun.pk)
    assert browser.get(url(begun)).status == 409
