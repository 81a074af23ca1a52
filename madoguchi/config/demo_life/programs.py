"""A program of another system that applies for people, with a key of its own."""

from datetime import datetime

from madoguchi.accounts import api_clients
from madoguchi.accounts.api_models import ApiClient
from madoguchi.accounts.api_scopes import Scope
from madoguchi.cases.commands import AlreadyApplied
from madoguchi.cases.models import Case
from madoguchi.config.demo_life.errands import Errand
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.procedures import api_applications

NAME = "暮らしの手続きアプリ（デモ）"
SECTION = "digital"


def client(at: datetime) -> ApiClient:
    """The program, registered at its first day."""
    there = ApiClient.objects.filter(name=NAME, is_active=True).first()
    return there or api_clients.register(name=NAME, section=SECTION, scopes=[Scope.SUBMIT], by=SYSTEM, at=at).client


def sends(errand: Errand) -> Case | None:
    """In one request, without papers; None where it is not taken."""
    by, compiled, at = client(clock.now()), errand.compiled, errand.situation
    given = {id_: answer for id_, answer in errand.answers.items() if not _is_papers(answer)}
    found = api_applications.judge(compiled, given, at, files={})
    if found.stopping:
        return None
    body = {"procedure": compiled.id, "answers": given}
    try:
        return api_applications.submit(
            client=by,
            compiled=compiled,
            judged=found,
            files={},
            language=errand.language,
            key=f"life-{errand.begins.isoformat()}-{errand.n}",
            digest=api_applications.body_digest(body),
            at=clock.now(),
        )
    except AlreadyApplied:
        return None


def _is_papers(answer: object) -> bool:
    return isinstance(answer, list) and bool(answer) and all(isinstance(one, dict) and "size" in one for one in answer)
