"""What officers type: typed reasons and their own words."""

from collections.abc import Sequence

from django import forms

from madoguchi.cases.grounds import LONGEST_WORDS
from madoguchi.definitions.procedure import Reason
from madoguchi.kernel import characters
from madoguchi.ui.components.shapes import Option, Problem


class ReasonsForm(forms.Form):
    """At least one reason of the definition, and a concrete explanation for this very application."""

    reasons = forms.MultipleChoiceField(
        error_messages={
            "required": "理由を1つ以上選んでください。",
            "invalid_choice": "理由を一覧から選んでください。",
            "invalid_list": "理由を一覧から選んでください。",
        }
    )
    words = forms.CharField(error_messages={"required": "この申請についての具体的な説明を入力してください。"})

    def __init__(self, data: object, *, reasons: Sequence[Reason]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.reason_options = [Option(reason.id, reason.label, hint=reason.law) for reason in reasons]
        field = self.fields["reasons"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- declared above
        field.choices = [(option.value, option.label) for option in self.reason_options]

    def clean_words(self) -> str:
        """Browsers send line ends as two characters; what no letter can print is named."""
        words = str(self.cleaned_data["words"]).replace("\r\n", "\n")
        if (length := characters.size(words)) > LONGEST_WORDS:
            raise forms.ValidationError(f"説明は{LONGEST_WORDS}文字以内で入力してください（いま{length}文字）。")
        if unwelcome := characters.unwelcome(words, lines=True):
            raise forms.ValidationError(f"使えない文字（{unwelcome[0]}）が含まれています。消してからお送りください。")
        return words

    @property
    def typed(self) -> tuple[list[str], str]:
        """The reasons' ids and the words."""
        return self.cleaned_data["reasons"], self.cleaned_data["words"]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The same as hidden fields of the page that confirms."""
        reasons, words = self.typed
        return [*(("reasons", id_) for id_ in reasons), ("words", words)]

    @property
    def messages(self) -> dict[str, str]:
        """The first thing wrong with each field."""
        return {name: str(errors[0]) for name, errors in self.errors.items()}

    @property
    def problems(self) -> list[Problem]:
        """The same for the summary above the form."""
        return [Problem(message, f"id-{name}") for name, message in self.messages.items()]
