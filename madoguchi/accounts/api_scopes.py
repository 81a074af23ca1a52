"""What a program with a key may be allowed to do over the API."""

from enum import StrEnum


class Scope(StrEnum):
    """One right of a key. What everybody may read (procedures, one's own application by its code) needs none."""

    SUBMIT = "applications:submit"
    READ_CASES = "cases:read"
    READ_SPECIAL = "cases:read-special"

    @property
    def label(self) -> str:
        """The words of the desk."""
        return LABELS[self]

    @property
    def hint(self) -> str:
        """What giving it means."""
        return HINTS[self]


LABELS = {
    Scope.SUBMIT: "申請の送信",
    Scope.READ_CASES: "担当課の申請の出力",
    Scope.READ_SPECIAL: "要配慮の項目を含む出力",
}

HINTS = {
    Scope.SUBMIT: "書類の送信と、申請の送信ができます。",
    Scope.READ_CASES: "所属の課の申請を一覧で取り出せます。取り出しはすべて記録されます。",
    Scope.READ_SPECIAL: "健康・障害・生活保護など、要配慮個人情報にあたる項目も取り出せます（個人情報保護法2条3項）。",
}
