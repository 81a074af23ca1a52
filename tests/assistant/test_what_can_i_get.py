"""「何がもらえる？」: only the questions that are needed, each once, and for every procedure what its own rules say."""

from itertools import product

import pytest

from madoguchi.assistant import eligibility as rules
from madoguchi.assistant import recognising
from madoguchi.assistant.eligibility import NOT_SURE, Chance
from madoguchi.assistant.models import Turn
from madoguchi.procedures.models import Draft
from tests.procedures.browsing import Browser

URL = "/chat/eligibility/"


def benefits(catalog):
    return [catalog.procedures[id_].procedure for id_ in recognising.guide().benefits]


def test_what_the_ward_names_as_benefits_is_in_its_catalog(catalog):
    assert all(procedure.eligibility for procedure in benefits(catalog))


def test_every_way_of_answering_comes_out_as_the_options_say(catalog):
    """All answers of all procedures: stop is no, all go is likely, anything else is for the section to say."""
    seen = set()
    for procedure in (compiled.procedure for compiled in catalog.procedures.values()):
        choices = [[*((o.value, o.then) for o in check.options), (NOT_SURE, "?")] for check in procedure.eligibility]
        for answers in product(*choices):
            given = {check.id: value for check, (value, _) in zip(procedure.eligibility, answers, strict=True)}
            then = {follows for _, follows in answers}
            wanted = Chance.NOT if "stop" in then else Chance.LIKELY if then <= {"go"} else Chance.ASK
            judged = rules.judged(procedure, given)
            assert judged is not None
            assert judged.chance is wanted
            seen.add(wanted)
    assert seen == set(Chance)


def test_a_question_that_is_not_needed_any_more_is_not_asked(catalog):
    procedures = benefits(catalog)
    given = {}
    for procedure in procedures:
        check = procedure.eligibility[0]
        if stop := next((o.value for o in check.options if o.then == "stop"), None):
            given[rules.name_of(procedure, check)] = stop
    asked = {name.partition(".")[0] for name, _ in rules.next_round(procedures, given)}
    stopped = {name.partition(".")[0] for name in given}
    assert stopped
    assert not asked & stopped


def test_what_two_procedures_ask_alike_is_asked_once(catalog):
    child = catalog.procedures["child-allowance"].procedure
    twice = [child, type(child)(**{f: getattr(child, f) for f in child.__struct_fields__} | {"id": "another"})]
    rounds = rules.next_round(twice, {})
    assert len(rounds) == 1
    (name, check), value = rounds[0], child.eligibility[0].options[0].value
    assert rules.given_for(twice[1], {name: value}, twice) == {check.id: value}


def test_nothing_else_that_was_sent_is_carried_along(catalog):
    child = catalog.procedures["child-allowance"].procedure
    name = rules.name_of(child, child.eligibility[0])
    assert rules.known([child], {name: "forged", "x": "y"}) == {}
    assert rules.known([child], {name: NOT_SURE}) == {name: NOT_SURE}


@pytest.fixture
def browser(published) -> Browser:
    return Browser()


def answered(catalog, browser, then: str):
    """Round after round, with the first option that leads so."""
    procedures = benefits(catalog)
    given: dict[str, str] = {}
    page = browser.get(URL)
    for _ in range(6):
        rounds = rules.next_round(procedures, given)
        if not rounds:
            break
        for name, check in rounds:
            given[name] = next((o.value for o in check.options if o.then == then), check.options[0].value)
        page = browser.post(URL, {**given, "met": [name for name, _ in rounds]})
        assert page.status == 200
    return page


@pytest.mark.django_db
def test_who_fits_everything_is_led_to_the_applications_and_nothing_is_kept(catalog, browser):
    page = answered(catalog, browser, "go")
    assert page.says("もらえそう")
    assert page.says("児童手当法")
    assert "/chat/apply/child-allowance/" in page.html
    assert not Draft.objects.exists()
    assert not Turn.objects.exists()


@pytest.mark.django_db
def test_who_does_not_fit_reads_why(catalog, browser):
    page = answered(catalog, browser, "stop")
    assert page.says("もらえない")
    child = catalog.procedures["child-allowance"].procedure
    assert page.says(next(o.message.ja for c in child.eligibility[:1] for o in c.options if o.then == "stop"))
    assert "/chat/apply/child-allowance/" not in page.html


@pytest.mark.django_db
def test_an_open_question_is_asked_again_and_the_others_stay(catalog, browser):
    rounds = rules.next_round(benefits(catalog), {})
    name, check = rounds[0]
    page = browser.post(URL, {name: check.options[0].value, "met": [one for one, _ in rounds]})
    assert page.status == 422
    assert page.says("すべての質問に答えてください")
    assert f'name="{name}" value="{check.options[0].value}"' in page.html


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ja", "ja-easy", "en", "zh-hans", "ko"])
def test_the_page_speaks_five_languages_with_few_queries(browser, language, django_assert_max_num_queries):
    browser.get(URL)
    with django_assert_max_num_queries(3):
        page = browser.get(f"{URL}?language={language}")
    assert page.status == 200


@pytest.mark.parametrize(
    "said",
    [
        "何がもらえる？",
        "子どもがいます、もらえるものは？",
        "What can I get?",
        "能领什么补助？",
        "무엇을 받을 수 있나요",
    ],
)
def test_it_is_recognised_in_a_question(said):
    assert rules.is_asked_in(said)
    assert not rules.is_asked_in("転入届はどこで出せますか")
