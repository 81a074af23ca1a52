"""A bank account somebody wants to be paid into: what can be checked without asking the bank.

From memory, and to be confirmed with the ward's bank: the characters of a holder's name are those of the 全銀協
transfer record (half-width kana without small ones, capitals, digits, few signs, at most 30); the conversion of
ゆうちょ 記号番号 is the one ゆうちょ銀行 publishes for transfers from other banks.
"""

import re
import unicodedata
from enum import StrEnum

import msgspec

from madoguchi.kernel import normalise
from madoguchi.kernel.bank_list import JAPAN_POST_BANK, Bank, Branch, bank, banks, branch, branches

__all__ = [
    "JAPAN_POST_BANK",
    "AccountKind",
    "AccountProblem",
    "Bank",
    "BankAccount",
    "Branch",
    "account_number",
    "bank",
    "banks",
    "branch",
    "branches",
    "from_japan_post",
    "holder_fits",
    "holder_for_bank",
    "padded",
    "problems",
    "unwelcome_in_holder",
]

ACCOUNT_DIGITS = 7
LONGEST_HOLDER = 30
_ACCEPTED = re.compile(r"[A-Z0-9ｦｱ-ﾝﾞﾟ().,/｢｣\\ -]*")
_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
# Old kana have no half-width form; every dash of a name is the hyphen of the record.
_HOLDER_SIGNS = str.maketrans({"ー": "-", "ヰ": "イ", "ヱ": "エ", "・": ".", "゛": "\u3099", "゜": "\u309a", "¥": "\\"})
_HALF_WIDTH = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF61, 0xFF9E)}
_HALF_WIDTH |= {"\u3099": "ﾞ", "\u309a": "ﾟ"}


class AccountKind(StrEnum):
    ORDINARY = "普通"
    CURRENT = "当座"
    SAVINGS = "貯蓄"


class BankAccount(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    bank_code: str = ""
    branch_code: str = ""
    kind: AccountKind = AccountKind.ORDINARY
    number: str = ""
    holder: str = ""


class AccountProblem(ValueError):
    """What keeps an account from being used; `part` is the field of BankAccount to point at."""

    def __init__(self, part: str, message: str) -> None:
        super().__init__(message)
        self.part = part
        self.message = message


def problems(account: BankAccount) -> list[AccountProblem]:
    """Everything wrong with an account as entered; empty when a transfer could be tried."""
    found = [_place_problem(account), _number_problem(account.number), _holder_problem(account.holder)]
    return [problem for problem in found if problem is not None]


def account_number(typed: str) -> str:
    """The digits as typed. A shorter number is not padded here: the person is offered `padded` and agrees."""
    return normalise.digits(typed)


def padded(typed: str) -> str | None:
    """What a number of four to six digits would be with zeros before it; None where there is nothing to offer."""
    number = account_number(typed)
    return number.zfill(ACCOUNT_DIGITS) if re.fullmatch("[0-9]{4,6}", number) else None


def holder_for_bank(kana: str) -> str:
    """ﾔﾏﾀﾞ ﾊﾅｺ: the holder's kana as a transfer record writes it. What has no such form stays, to be shown."""
    full = normalise.kana(unicodedata.normalize("NFKC", kana)).upper().translate(_SMALL).translate(_HOLDER_SIGNS)
    plain = re.sub("[\u2010-\u2015\u2212]", "-", full)
    apart = "".join(_HALF_WIDTH.get(part, part) for part in unicodedata.normalize("NFD", plain))
    return apart.strip()


def unwelcome_in_holder(kana: str) -> list[str]:
    return [character for character in dict.fromkeys(holder_for_bank(kana)) if not _ACCEPTED.fullmatch(character)]


def holder_fits(holder_kana: str, person_kana: str) -> bool:
    """Whether both are one person: spaces, small kana, half width and old kana make no difference."""
    holder, person = (_without_spaces(holder_for_bank(kana)) for kana in (holder_kana, person_kana))
    return bool(holder) and holder == person


def from_japan_post(sign: str, number: str, holder: str = "") -> BankAccount:
    """ゆうちょ 記号 and 番号 as the account other banks transfer to.

    記号 beginning with 1 (総合口座): branch is its second and third digit and 8, 普通, the number without its last 1.
    記号 beginning with 0 (振替口座): branch is the same two digits and 9, 当座, the number as it is.
    """
    sign, number = normalise.digits(sign), normalise.digits(number)
    if not re.fullmatch("[01][0-9]{3}0", sign):
        raise AccountProblem(
            "branch_code", "記号は、1または0で始まり0で終わる5桁の数字です。通帳の表紙をお確かめください。"
        )
    savings = sign.startswith("1")
    if not re.fullmatch("[0-9]{1,7}1" if savings else "[0-9]{1,6}", number):
        raise AccountProblem("number", _japan_post_number(savings=savings))
    return BankAccount(
        bank_code=JAPAN_POST_BANK,
        branch_code=sign[1:3] + ("8" if savings else "9"),
        kind=AccountKind.ORDINARY if savings else AccountKind.CURRENT,
        number=(number[:-1] if savings else number).zfill(ACCOUNT_DIGITS),
        holder=holder,
    )


def _japan_post_number(*, savings: bool) -> str:
    if savings:
        return "番号は、1で終わる8桁までの数字です。通帳の表紙をお確かめください。"
    return "振替口座の番号は、6桁までの数字です。お確かめください。"


def _place_problem(account: BankAccount) -> AccountProblem | None:
    place = bank(account.bank_code)
    if place is None:
        return AccountProblem("bank_code", f"金融機関コード「{account.bank_code}」の金融機関が見つかりません。")
    if branch(account.bank_code, account.branch_code) is None:
        message = f"{place.full_name}に、店番「{account.branch_code}」の支店が見つかりません。"
        return AccountProblem("branch_code", message)
    return None


def _number_problem(number: str) -> AccountProblem | None:
    if re.fullmatch("[0-9]{7}", number) and number.strip("0"):
        return None
    if number and not number.strip("0"):
        return AccountProblem("number", "口座番号が0だけになっています。通帳の口座番号をお確かめください。")
    offer = padded(number)
    hint = f"前に0を付けた「{offer}」ではありませんか。" if offer else "通帳の口座番号をお確かめください。"
    return AccountProblem("number", f"口座番号は7桁の数字で入力してください。{hint}")


def _holder_problem(holder: str) -> AccountProblem | None:
    if not holder.strip():
        return AccountProblem("holder", "口座名義をカタカナで入力してください。")
    if strange := unwelcome_in_holder(holder):
        shown = "」「".join(strange)
        return AccountProblem(
            "holder", f"口座名義に使えない文字「{shown}」があります。通帳のカタカナのとおりに入力してください。"
        )
    if len(holder_for_bank(holder)) > LONGEST_HOLDER:
        return AccountProblem(
            "holder", "口座名義が30文字（濁点も1文字）を超えています。通帳に印字された30文字までを入力してください。"
        )
    return None


def _without_spaces(text: str) -> str:
    return text.replace(" ", "")
