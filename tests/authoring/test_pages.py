"""The editor as an officer meets it: what is typed is kept or shown again, and nothing hostile breaks it."""

import re
from html import unescape
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client

from madoguchi.accounts.states import Role
from madoguchi.authoring import commands
from madoguchi.authoring.documents import tree_of
from madoguchi.authoring.models import DryRun, Proposal
from madoguchi.authoring.states import State
from madoguchi.definitions.loader import load_procedure
from madoguchi.kernel.clock import moved_to
from madoguchi.publications import queries as publications
from tests.authoring.factories import LATER, a_decider, a_head, a_proposal, an_editor, definition, proposed
from tests.cases.definition import OTHER_SECTION
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import MONDAY, acting, an_officer, received

pytestmark = pytest.mark.django_db
BASE = "/desk/procedures"


@pytest.fixture(autouse=True)
def later():
    with moved_to(LATER):
        yield


def url(proposal: Proposal, rest: str = "") -> str:
    return f"{BASE}/proposals/{proposal.pk}/{rest}"


def form_of(page: str) -> dict[str, str | list[str]]:
    """What a browser would send back untouched: every box of the editor's form."""
    form = page[page.index('class="stack editor"') :].split("</form>")[0]
    boxes: dict[str, str | list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        told = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if told.get("type") == "checkbox" and " checked" in tag:
            boxes.setdefault(told["name"], []).append(unescape(told["value"]))  # type: ignore[union-attr]
        elif told.get("type") != "checkbox":
            boxes[told["name"]] = unescape(told.get("value", ""))
    for name, inner in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL):
        boxes[name] = unescape(inner)
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        boxes[name] = chosen[1] if chosen else re.findall(r'value="([^"]*)"', inner)[0]
    return boxes


def save(browser: Client, proposal: Proposal, subject: str, **typed: str):
    """Open, change some boxes, save."""
    there = url(proposal, f"edit/{subject}/")
    return browser.post(there, {**form_of(text_of(browser.get(there))), **typed})


SUBJECTS = [
    "guide",
    "contact",
    "fees",
    "reasons",
    "letters",
    "facts",
    "numbers",
    "rules",
    "missing",
    "check.0",
    "check.2",
]
SUBJECTS += ["page.0", "question.name", "question.kind", "question.pieces", "question.visits", "question.visits.age"]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_subject_opens_and_saved_untouched_changes_nothing(subject):
    editor = an_editor()
    proposal, browser = proposed(acting(editor)), desk_of(editor)
    answer = save(browser, proposal, subject)
    assert answer.status_code == 302, text_of(answer)
    proposal.refresh_from_db()
    assert proposal.version == definition().version
    assert text_of(browser.get(answer["Location"])).count("保存しました") == 1


def test_a_section_head_changes_a_number_within_its_sentence():
    head = a_head()
    proposal, browser = proposed(acting(head)), desk_of(head)
    page = text_of(browser.get(url(proposal, "edit/numbers/")))
    assert "『個数』が" in page
    assert "を超える" in page
    save(browser, proposal, "numbers", **{"checks[0].fails_if|0": "２"})
    proposal.refresh_from_db()
    assert proposal.compiled.procedure.checks[0].fails_if == "pieces > 2"
    assert proposal.edits.get().by_name == head.name


@pytest.mark.parametrize("typed", ["二つ", "", "2.5", "9" * 30, "2; drop", "<b>2</b>"])
def test_a_number_that_is_none_is_named_beside_its_box_and_kept(typed):
    editor = an_editor()
    proposal = proposed(acting(editor))
    answer = save(desk_of(editor), proposal, "numbers", **{"checks[0].fails_if|0": typed})
    page = text_of(answer)
    assert answer.status_code == 400
    assert "数字で入力してください" in page
    assert answer.context["page"].parts[0].sentence[1].value == typed
    proposal.refresh_from_db()
    assert proposal.version == definition().version


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("pieces > ", "規則が途中で終わっています"),
        ("peices > 3", "「pieces」ではありませんか"),
        ("pieces > 'a'", "文字目"),
        ("pieces + 1", "文字目"),
        ("", "文字目"),
        ("a" * 3000, "規則が長すぎます"),
    ],
)
def test_a_rule_that_is_wrong_is_explained_beside_it_and_kept(rule, said):
    editor = an_editor()
    proposal = proposed(acting(editor))
    answer = save(desk_of(editor), proposal, "rules", **{"checks[0].fails_if": rule})
    assert answer.status_code == 400
    drawn = next(part for part in answer.context["page"].parts if part.name == "checks[0].fails_if")
    assert drawn.value == rule
    assert said in drawn.error
    proposal.refresh_from_db()
    assert proposal.version == definition().version


def test_texts_in_five_languages_are_kept_and_a_missing_one_is_marked():
    editor = an_editor()
    proposal, browser = proposed(acting(editor)), desk_of(editor)
    save(browser, proposal, "guide", **{"title|ja": "見守りの用品", "title|ko": ""})
    proposal.refresh_from_db()
    tree = tree_of(proposal.document)
    assert tree["title"] == {
        "ja": "見守りの用品",
        "easy": "見守り用品の申請",
        "en": "見守り用品の申請",
        "zh-hans": "見守り用品の申請",
    }
    assert "訳がありません" in text_of(browser.get(url(proposal, "edit/guide/")))
    assert "韓国語がありません" in text_of(browser.get(url(proposal)))
    save(browser, proposal, "missing", **{"title|ko": "돌봄 용품"})
    proposal.refresh_from_db()
    assert tree_of(proposal.document)["title"]["ko"] == "돌봄 용품"


def test_options_are_added_ordered_and_removed():
    editor = an_editor()
    proposal, browser = proposed(acting(editor)), desk_of(editor)
    new = {"data.kind.options[2].label|ja": "笛", "data.kind.options[2].hint|ja": "小さい笛"}
    save(browser, proposal, "question.kind", **new)
    save(browser, proposal, "question.kind", **{"data.kind.options[2]|place": "1"})
    save(browser, proposal, "question.kind", **{"data.kind.options[1]|gone": "true"})
    proposal.refresh_from_db()
    options = tree_of(proposal.document)["data"]["kind"]["options"]
    assert [(one["value"], one["label"]["ja"]) for one in options] == [("option_3", "笛"), ("tag", "位置タグ")]


def test_what_breaks_the_definition_is_named_at_its_row():
    editor = an_editor()
    proposal, browser = proposed(acting(editor)), desk_of(editor)
    answer = save(browser, proposal, "question.pieces", **{"data.pieces.min": "9", "data.pieces.max": "3"})
    assert answer.status_code == 400
    named = {part.name: part.error for part in answer.context["page"].parts if getattr(part, "error", "")}
    assert list(named) == ["data.pieces.min"]
    assert answer.context["page"].parts[4].value == "9"


def test_a_fee_by_date_is_added():
    editor = an_editor()
    proposal, browser = proposed(acting(editor)), desk_of(editor)
    row = {"fees[0].since": "令和9年4月1日", "fees[0].yen": "1,500", "fees[0].per": "通"}
    save(browser, proposal, "fees", **row)
    proposal.refresh_from_db()
    assert tree_of(proposal.document)["fees"] == [{"since": "2027-04-01", "yen": 1500, "per": "通"}]
    answer = save(browser, proposal, "fees", **{"fees[1].since": "いつか", "fees[1].yen": "高い"})
    assert answer.status_code == 400
    assert "いつか" in text_of(answer)


def test_somebody_who_was_slower_sees_what_they_typed():
    editor = an_editor()
    proposal, browser = proposed(acting(editor)), desk_of(editor)
    there = url(proposal, "edit/guide/")
    typed = form_of(text_of(browser.get(there)))
    save(browser, proposal, "numbers", **{"checks[0].fails_if|0": "2"})
    answer = browser.post(there, {**typed, "title|ja": "遅れて書いた題"})
    assert answer.status_code == 400
    assert "ほかの人が変更しました" in text_of(answer)
    assert "遅れて書いた題" in text_of(answer)


def test_questions_are_added_moved_and_removed():
    editor = an_editor()
    proposal, browser = proposed(acting(editor)), desk_of(editor)
    arrange = url(proposal, "arrange/")
    new = {"act": "add-question", "label": "連絡のつく時間", "kind": "choice", "page": "kit", "seen": "0"}
    assert browser.post(arrange, new)["Location"].endswith("question.question_1/?done=saved")
    order = {"act": "order", "seen": "1", "question_1|page": "you", "question_1|place": "1", "kit|page-place": "1"}
    browser.post(arrange, order)
    proposal.refresh_from_db()
    pages = tree_of(proposal.document)["pages"]
    assert [(page["id"], page["ask"][0]) for page in pages] == [("kit", "kind"), ("you", "question_1")]
    browser.post(f"{arrange}?remove=question_1", {"seen": "2"})
    proposal.refresh_from_db()
    assert "question_1" not in proposal.compiled.procedure.data


def test_a_question_that_is_still_read_is_not_removed_and_it_is_said_by_whom():
    editor = an_editor()
    proposal = proposed(acting(editor))
    answer = desk_of(editor).post(f"{url(proposal, 'arrange/')}?remove=pieces", {"seen": "0"})
    assert answer.status_code == 400
    assert "このままでは変えられません" in text_of(answer)


def test_a_check_is_added_written_and_removed():
    editor = an_editor()
    proposal, browser = proposed(acting(editor)), desk_of(editor)
    arrange = url(proposal, "arrange/")
    browser.post(arrange, {"act": "add-check", "field": "email", "officer": "メールがない方", "seen": "0"})
    save(browser, proposal, "check.3", **{"checks[3].message|easy": "メール", "checks[3].fields": "email"})
    proposal.refresh_from_db()
    assert proposal.compiled.procedure.checks[3].fails_if == "!has(email)"
    browser.post(f"{arrange}?check=check_1", {"seen": str(proposal.changes)})
    proposal.refresh_from_db()
    assert len(proposal.compiled.procedure.checks) == 3


def test_a_page_is_added_for_a_question_that_moves_to_it():
    editor = an_editor()
    proposal = proposed(acting(editor))
    typed = {"act": "add-page", "title": "書類", "question": "proof", "seen": "0"}
    desk_of(editor).post(url(proposal, "arrange/"), typed)
    proposal.refresh_from_db()
    assert [page.ask for page in proposal.compiled.procedure.pages][-1] == ("proof",)


def test_the_whole_way_by_pages_alone():
    head, decider = a_head(), a_decider()
    received(MONDAY, compiled=definition(), pieces=3)
    browser, other = desk_of(head), desk_of(decider)
    proposed(acting(head))
    begun = browser.post(f"{BASE}/safety-kit/begin/", {"title": "個数の見直し", "why": "在庫が少ないため"})
    proposal = Proposal.objects.latest("created_at")
    assert begun["Location"] == f"{url(proposal)}?done=proposed"
    save(browser, proposal, "numbers", **{"checks[0].fails_if|0": "2"})
    assert "いまの内容では、まだ確かめていません" in text_of(browser.get(url(proposal)))
    browser.post(url(proposal, "effect/"))
    shown = text_of(browser.get(url(proposal, "effect/")))
    assert "髙橋　花子" in shown
    proposal.refresh_from_db()
    for act in ("check", "send"):
        assert browser.post(url(proposal, f"{act}/"), {"seen": str(proposal.changes)}).status_code == 302
        proposal.refresh_from_db()
    assert "自分が作成または編集した変更案は承認できません" in text_of(browser.get(url(proposal)))
    assert browser.get(url(proposal, "approve/")).status_code == 403
    confirm = text_of(other.get(url(proposal, "approve/")))
    assert "『個数』が3を超える → 『個数』が2を超える" in confirm
    assert "<strong>1</strong>人" in confirm
    assert other.post(url(proposal, "approve/"), {"seen": str(proposal.changes)}).status_code == 302
    assert publications.version_in_force("safety-kit") == proposal.version
    assert "新しい版に移りました" in text_of(other.get(url(proposal)))


def test_names_are_for_those_who_may_see_the_case():
    editor, head = an_editor(), a_head()
    received(MONDAY, compiled=definition(), pieces=3)
    proposal = a_proposal(by=acting(editor))
    commands.try_out(proposal=proposal, by=acting(editor), at=LATER)
    shown = text_of(desk_of(editor).get(url(proposal, "effect/")))
    assert "髙橋　花子" not in shown
    assert "氏名は担当課の審査・決裁の方だけが見られます" in shown
    assert "髙橋　花子" in text_of(desk_of(head).get(url(proposal, "effect/")))


def test_an_unfinished_run_shows_how_far_it_is_and_looks_again_by_itself():
    editor = an_editor()
    proposal = a_proposal(by=acting(editor))
    run = {"base": proposal.base, "version": proposal.version, "since": MONDAY, "until": LATER}
    DryRun.objects.create(proposal=proposal, total=4000, done=1000, asked_name="編集", asked_at=LATER, **run)
    shown = text_of(desk_of(editor).get(url(proposal, "effect/")))
    assert "4000件のうち1000件まで終わりました（25%）" in shown
    assert 'http-equiv="refresh"' in shown


def test_the_preview_shows_the_residents_pages_and_keeps_nothing():
    editor = an_editor()
    proposal, browser = proposed(acting(editor)), desk_of(editor)
    shown = text_of(browser.get(url(proposal, "preview/")))
    assert "見本です。送ることも、保存することもできません。" in shown
    assert "たずねるのは：『用品』が「位置タグ」" not in shown, "nobody has chosen a kind yet"
    assert 'lang="ko"' in text_of(browser.get(url(proposal, "preview/"), {"language": "ko", "example": "7"}))
    assert browser.get(url(proposal, "preview/"), {"language": "xx", "example": "-1"}).status_code == 200


def test_the_file_gives_the_same_version_again(tmp_path):
    editor = an_editor()
    proposal = a_proposal(by=acting(editor))
    answer = desk_of(editor).get(url(proposal, "file/"))
    assert answer["Content-Disposition"] == 'attachment; filename="safety-kit.yaml"'
    file = tmp_path / "safety-kit.yaml"
    file.write_bytes(answer.content)
    assert load_procedure(file, {}).version == proposal.version


def test_an_earlier_version_is_proposed_again_with_one_button():
    editor = an_editor()
    a_proposal(at=State.PUBLISHED, by=acting(editor))
    first = definition().version
    answer = desk_of(editor).post(f"{BASE}/safety-kit/restore/", {"version": first, "title": "第1版に戻す"})
    assert answer.status_code == 302
    assert Proposal.objects.latest("created_at").version == first
    assert desk_of(editor).post(f"{BASE}/safety-kit/restore/", {"version": "0" * 64, "title": "x"}).status_code == 404


PAGES = ["", "edit/numbers/", "questions/", "checks/", "examples/", "effect/", "differences/", "preview/", "file/"]


@pytest.mark.parametrize("page", PAGES)
def test_another_section_sees_none_of_it_and_strangers_no_door(page):
    proposal = a_proposal()
    assert desk_of(an_officer(Role.EDITOR, section=OTHER_SECTION)).get(url(proposal, page)).status_code == 403
    assert desk_of(an_officer(Role.RECEPTION)).get(url(proposal, page)).status_code == 403
    assert Client().get(url(proposal, page)).status_code == 302


QUERIES = {
    "": 11,
    "edit/numbers/": 3,
    "questions/": 3,
    "checks/": 3,
    "examples/": 3,
    "effect/": 4,
    "differences/": 4,
    "preview/": 3,
}


@pytest.mark.parametrize("page", QUERIES)
def test_every_page_takes_few_queries(page, django_assert_max_num_queries):
    editor = an_editor()
    proposal, browser = a_proposal(by=acting(editor)), desk_of(editor)
    browser.get(url(proposal, page))
    with django_assert_max_num_queries(QUERIES[page]):
        assert browser.get(url(proposal, page)).status_code == 200


@pytest.mark.parametrize("number", [1, 12])
def test_the_lists_take_the_same_few_queries_however_long_they_are(number, django_assert_max_num_queries):
    editor = an_editor()
    for _ in range(number):
        proposed(acting(editor))
        received(MONDAY, compiled=definition(), pieces=3)
    proposal, browser = a_proposal(by=acting(editor)), desk_of(editor)
    commands.try_out(proposal=proposal, by=acting(editor), at=LATER)
    for there, most in ((f"{BASE}/", 5), (f"{BASE}/safety-kit/", 6), (url(proposal, "effect/"), 8)):
        browser.get(there)
        with django_assert_max_num_queries(most):
            assert browser.get(there).status_code == 200


HOSTILE = ["edit/nonsense/", "edit/check.99/", "edit/check.-1/", "edit/check.٣/", "edit/question.nobody/"]
HOSTILE += ["edit/question.visits.nobody/", "edit/question.name.family/", "edit/page.9999999999999/", "edit/../"]


@pytest.mark.parametrize("there", HOSTILE)
def test_an_address_of_nothing_is_not_found(there):
    editor = an_editor()
    assert desk_of(editor).get(url(proposed(acting(editor)), there)).status_code == 404


def test_a_proposal_of_nothing_is_not_found():
    browser = desk_of(an_editor())
    assert browser.get(f"{BASE}/proposals/{uuid4()}/").status_code == 404
    assert browser.get(f"{BASE}/nothing-there/").status_code == 404


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("typed", ["\0", "\u202e", "長" * 5000, "{who}", "<script>alert(1)</script>", "${7*7}", "-1"])
def test_hostile_words_in_every_box_are_kept_out_or_kept_as_words(subject, typed):
    editor = an_editor()
    proposal, browser = proposed(acting(editor)), desk_of(editor)
    there = url(proposal, f"edit/{subject}/")
    boxes = form_of(text_of(browser.get(there)))
    answer = browser.post(there, {name: value if name == "seen" else typed for name, value in boxes.items()})
    assert answer.status_code in {302, 400}
    assert "<script>alert" not in text_of(answer)
    proposal.refresh_from_db()
    assert proposal.compiled.id == "safety-kit"


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"act": "nonsense"},
        {"act": "order", "kit|page": "x", "kind|page": "nowhere"},
        {"act": "add-question", "kind": "spell", "label": "x", "page": "kit"},
        {"act": "add-question", "kind": "text", "label": "\0", "page": "kit"},
        {"act": "add-question", "kind": "text", "label": "x", "page": "nowhere"},
        {"act": "add-check", "field": "nobody", "officer": "x"},
        {"act": "add-page", "title": "x", "question": "nobody"},
    ],
)
def test_hostile_arranging_is_refused(typed):
    editor = an_editor()
    proposal = proposed(acting(editor))
    assert desk_of(editor).post(url(proposal, "arrange/"), {"seen": "0", **typed}).status_code == 400


def test_a_date_nobody_can_read_is_said_so():
    editor = an_editor()
    proposal = a_proposal(by=acting(editor))
    answer = desk_of(editor).post(url(proposal, "effect/"), {"since": "おととい"})
    assert answer.status_code == 400
    assert "日付として読み取れませんでした" in text_of(answer)
    query = urlencode({"after": "nonsense"})
    assert desk_of(editor).get(f"{url(proposal, 'effect/')}?{query}").status_code == 200


def test_an_act_without_what_was_seen_is_refused():
    editor = an_editor()
    proposal, browser = a_proposal(by=acting(editor)), desk_of(editor)
    for act in ("check", "withdraw", "describe", "follow"):
        assert browser.post(url(proposal, f"{act}/"), {"title": "x"}).status_code == 409
        assert browser.get(url(proposal, f"{act}/")).status_code == 405
