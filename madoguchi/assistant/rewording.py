"""Asking a language model for easier words for what was quoted: bounded, verified, and never waited for by others."""

import threading

import structlog

from madoguchi.assistant import verifying
from madoguchi.assistant.models import Turn
from madoguchi.gateways import language_model
from madoguchi.gateways.language_model import ModelAway

log = structlog.get_logger(__name__)
# A process has few threads for pages: one may wait for the model, the others answer with the quotation at once.
_one_at_a_time = threading.BoundedSemaphore(1)


def wording_for(turn: Turn) -> str:
    """Verified words for what the turn quotes; empty where there is no model, no turn at it, or any doubt."""
    reply, model = turn.answer, language_model.configured()
    if model is None or not reply.is_grounded or not _one_at_a_time.acquire(blocking=False):
        return ""
    try:
        quoted = reply.sentences[0]
        quotation = "\n".join(quoted.text)
        wording = model.reword(question=turn.said, quotation=quotation, language=quoted.language)
    except ModelAway as problem:
        log.warning("assistant.model_away", reason=str(problem))
        return ""
    finally:
        _one_at_a_time.release()
    cited = f"{reply.sources[0].title}\n{quotation}"
    if not verifying.stands_in(wording, cited):
        log.warning("assistant.wording_refused", turn=turn.pk)
        return ""
    return "" if wording == quotation else wording
