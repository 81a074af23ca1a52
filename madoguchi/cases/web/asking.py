"""What an officer ticks on the case page: which answers to mend, why, and in whose words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from madoguchi.cases.asked import SENTENCE, label_at, sentence, told_by
from madoguchi.cases.case_file import CaseFile
from madoguchi.cases.grounds import FAULT_LABEL, LONGEST_WORDS, LONGEST_WORDS_OF_ITEM, Fault, Item, short_enough
from madoguchi.cases.mending import answer_at
from madoguchi.cases.web.pages import AskBox, FaultChoice
from madoguchi.definitions.check import Outcome
from madoguchi.kernel.refusals import Refusal
from madoguchi.ui.components.shapes import Problem

NOTHING_TICKED = "補正を求める項目を、1つ以上選んでください。"


@dataclass(frozen=True)
class Ticked:
    """What was ticked and typed, and what is wrong with it by path."""

    faults: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    reasons: Sequence[str] = ()
    own_words: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> list[Problem]:
        """The same for the summary above the page."""
        return [Problem(message, anchor_of(path)) for path, message in self.errors.items()]


def ticked_in(post: QueryDict) -> Ticked:
    """What came with the form. A reason outside the table is no slip of an officer's: Refusal."""
    paths = list(dict.fromkeys(post.getlist("ask")))
    faults = {path: post.get(f"reason.{path}", "") for path in paths}
    if not set(faults.values()) <= {fault.value for fault in Fault}:
        raise Refusal(
            "補正の理由は、不足・誤り・期限切れから選んでください。",
            way_on="申請の画面を開き直して、もう一度選んでください。",
            status=400,
            code="reason-unknown",
        )
    words = {path: post.get(f"words.{path}", "").replace("\r\n", "\n") for path in paths}
    own = post.get("words", "").replace("\r\n", "\n")
    errors = {path: wrong for path in paths if (wrong := _wrong_with(words[path], LONGEST_WORDS_OF_ITEM))}
    if wrong := _wrong_with(own, LONGEST_WORDS):
        errors["words"] = wrong
    if not paths:
        errors["ask"] = NOTHING_TICKED
    return Ticked(faults, words, post.getlist("reasons"), own, errors)


def _wrong_with(typed: str, longest: int) -> str:
    try:
        short_enough(typed, longest)
    except Refusal as refusal:
        return refusal.message
    return ""


def suggested(file: CaseFile) -> Ticked:
    """What failed, ticked beforehand: an officer who agrees has only to send it."""
    failed = [one for one in file.items if one.outcome is Outcome.FAIL]
    paths = dict.fromkeys(path for one in failed for path in one.anchors)
    return Ticked(faults={path: _likely(file, path).value for path in paths})


def items_of(ticked: Ticked, file: CaseFile) -> list[Item]:
    """Without own words the check that points at the answer speaks."""
    return [
        _item(file, path, Fault(fault), ticked.words.get(path, "").strip()) for path, fault in ticked.faults.items()
    ]


def _item(file: CaseFile, path: str, fault: Fault, words: str = "") -> Item:
    found = None if words else told_by(file.items, path)
    return Item(path=path, reason=fault, words=words, check=found.check if found else "")


def _likely(file: CaseFile, path: str) -> Fault:
    """What is not there is incomplete; what is there and asked about is most often wrong."""
    answer = answer_at(file.journey.answers, path)
    return Fault.WRONG if answer not in (None, []) else Fault.INCOMPLETE


class Boxes:
    """The tick boxes of one case page; none where nothing can be asked."""

    def __init__(self, file: CaseFile, ticked: Ticked | None) -> None:
        self.file, self.ticked = file, ticked

    def at(self, path: str) -> AskBox | None:
        """The box beside an answer."""
        if self.ticked is None:
            return None
        compiled, answers = self.file.compiled, self.file.case.answers
        chosen = self.ticked.faults.get(path) or _likely(self.file, path).value
        return AskBox(
            path=path,
            anchor=anchor_of(path),
            label=label_at(compiled, answers, path, "ja"),
            ticked=path in self.ticked.faults,
            faults=[
                FaultChoice(
                    fault.value,
                    FAULT_LABEL[fault],
                    sentence(compiled, answers, _item(self.file, path, fault), "ja"),
                    fault.value == chosen,
                )
                for fault in SENTENCE
            ],
            words=self.ticked.words.get(path, ""),
            longest=LONGEST_WORDS_OF_ITEM,
            error=self.ticked.errors.get(path, ""),
        )


def anchor_of(path: str) -> str:
    """The id of a box: what an error leads to."""
    return f"ask-{path}"
