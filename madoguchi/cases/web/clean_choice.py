"""What the decider chose of the clean cases: those meant, those left out, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from madoguchi.cases.commands import Seen
from madoguchi.cases.web.ticked import ticked
from madoguchi.kernel import characters
from madoguchi.ui.components.shapes import Option, Problem

OTHER = "other"
REASONS = (
    Option("doubt", "内容に気になるところがある"),
    Option("told", "本人・関係者から連絡があった"),
    Option("related", "ほかの申請とあわせて見る"),
    Option(OTHER, "その他（下に書く）"),
)
LONGEST = 200


@dataclass(frozen=True)
class Choice:
    """`errors` say what is missing, by field."""

    meant: Sequence[Seen]
    left_out: Sequence[Seen]
    reason: str
    words: str
    errors: dict[str, str]

    @property
    def because(self) -> str:
        """The reason in one line, as it is kept with the cases left out."""
        label = next((option.label for option in REASONS if option.value == self.reason and self.reason != OTHER), "")
        return "：".join(part for part in (label, self.words) if part)

    @property
    def problems(self) -> list[Problem]:
        return [Problem(message, f"id-{name}") for name, message in self.errors.items()]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The same as hidden fields."""
        shown = [("shown", f"{one.case}:{one.changes}") for one in (*self.meant, *self.left_out)]
        meant = [("case", f"{one.case}:{one.changes}") for one in self.meant]
        return [*shown, *meant, ("reason", self.reason), ("words", self.words)]


def choice_in(typed: QueryDict) -> Choice:
    """What the form says. A box that is not ticked is not sent, so the form also names every case it showed."""
    shown, wanted = ticked(typed.getlist("shown")), {one.case for one in ticked(typed.getlist("case"))}
    meant = [one for one in shown if one.case in wanted]
    left_out = [one for one in shown if one.case not in wanted]
    reason, words = typed.get("reason", ""), typed.get("words", "").strip()
    return Choice(meant, left_out, reason, words, _errors(shown, left_out, reason, words))


def _errors(shown: Sequence[Seen], left_out: Sequence[Seen], reason: str, words: str) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not shown:
        errors["case"] = "承認する申請が選ばれていません。"
    if left_out and reason not in {option.value for option in REASONS}:
        errors["reason"] = f"選択を外した{len(left_out)}件を個別に審査する理由を選んでください。"
    if left_out and reason == OTHER and not words:
        errors["words"] = "個別に審査する理由を書いてください。"
    if characters.size(words) > LONGEST:
        errors["words"] = f"理由は{LONGEST}文字以内で入力してください。"
    elif unwelcome := characters.unwelcome(words, lines=False):
        errors["words"] = f"使えない文字（{unwelcome[0]}）が含まれています。消してからお送りください。"
    return errors
