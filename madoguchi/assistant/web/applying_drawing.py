"""Draws the talk of an application and the eligibility questions from definition and answers."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from madoguchi.assistant import interview
from madoguchi.assistant.asking import asked, wording
from madoguchi.assistant.interview import Step, is_for_the_form
from madoguchi.assistant.sheets import Sheet
from madoguchi.assistant.speaking import Spoken
from madoguchi.assistant.web import showing
from madoguchi.assistant.web.applying_pages import OpenLine, PrecheckField, SaidLine, TalkPage
from madoguchi.definitions.display import is_personal, words_of
from madoguchi.definitions.procedure import Precheck
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Option, Problem

BOX = "said"


def precheck_field(check: Precheck, name: str, value: str, language: str, *, asked: bool) -> PrecheckField:
    """One eligibility question with what follows from its answer."""
    chosen = next((option for option in check.options if option.value == value), None)
    follows = asked and chosen is not None and chosen.then != "go" and chosen.message is not None
    question = check.question.in_(language)
    return PrecheckField(
        name=name,
        question=question,
        help=check.help.in_(language) if check.help else "",
        options=[Option(option.value, option.label.in_(language)) for option in check.options],
        value=value if chosen else "",
        error=Spoken(language)["choose_all"] if asked and chosen is None else "",
        advice=chosen.message.in_(language) if follows and chosen and chosen.message else "",
        stops=asked and chosen is not None and chosen.then == "stop",
    )


def talk_page(request: HttpRequest, sheet: Sheet, step: Step | None, *, typed: str, error: str) -> TalkPage:
    """The page at a step, or at the end."""
    language = showing.language_of(request)
    title = sheet.compiled.procedure.title.in_(language)
    path = step.path if step else ""
    walked = interview.steps(sheet.compiled, sheet.answers, today=publications.situation().today, begun=path)
    words = Spoken(language, title=title, count=str(interview.left(walked, path)), phone=publications.ward().phone)
    action = reverse("assistant:apply_talk", args=[sheet.id])
    anchor = BOX if step and not asked(step, language).options else "now"
    return TalkPage(
        words=words,
        crumbs=((words["top"], "/"), (words["chat"], showing.chat_url()), (title, "")),
        title=title,
        action=action,
        said=[_line(one, action, language) for one in walked if _is_shown(one, path)],
        path=path,
        asked=asked(step, language) if step else None,
        about=words["about"] if step and interview.left(walked, path) else "",
        typed=typed,
        error=error,
        problems=[Problem(error, anchor)] if error else [],
        help=_help(step, language, words) if request.GET.get("help") == "1" else "",
        form_url=sheet.page_url((step or walked[0]).page.id) if walked else sheet.review_url,
        review_url=sheet.review_url,
        resume_code=sheet.resume_code if request.GET.get("later") == "1" else "",
        resume_url=sheet.resume_url,
        open=[] if step else [_open(one, sheet, action, language) for one in interview.open_steps(walked)],
        left=request.GET.get("leave") == "1",
        can_go_back=step is not None and interview.before(walked, path) is not None,
    )


def _is_shown(step: Step, now: str) -> bool:
    return step.answer is not None and step.path != now and not is_for_the_form(step.question)


def _line(step: Step, action: str, language: str) -> SaidLine:
    leaf = step.leaf
    answer = words_of(leaf, step.answer, language) if leaf is not None else ""
    url = f"{action}?{urlencode({'ask': step.path})}#now"
    return SaidLine(wording(step, language), answer, url, personal=leaf is not None and is_personal(leaf))


def _open(step: Step, sheet: Sheet, action: str, language: str) -> OpenLine:
    here = f"{action}?{urlencode({'ask': step.path})}#now"
    return OpenLine(wording(step, language), sheet.page_url(step.page.id) if is_for_the_form(step.question) else here)


def _help(step: Step | None, language: str, words: Spoken) -> str:
    """What the form says beside the question; where it says nothing, whom to ask."""
    if step is None:
        return ""
    help_ = step.question.help or step.page.lead
    return help_.in_(language) if help_ else words["no_help"]
