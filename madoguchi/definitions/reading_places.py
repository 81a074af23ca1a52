"""Reading of the kinds with several boxes that mean one thing: an address, a bank account."""

import re
from collections.abc import Mapping, Sequence

from madoguchi.definitions import problems as words
from madoguchi.definitions import questions as q
from madoguchi.definitions.problems import Problem, told
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.values import ACCOUNT_PARTS, ADDRESS_PARTS
from madoguchi.kernel import bank_accounts, characters, normalise
from madoguchi.kernel.addresses import Address, in_ward
from madoguchi.kernel.bank_accounts import AccountKind, AccountProblem, BankAccount
from madoguchi.kernel.text import Text

LONGEST_PART = 100
KINDS = {"ordinary": AccountKind.ORDINARY, "current": AccountKind.CURRENT, "savings": AccountKind.SAVINGS}
_PART_OF = {"bank_code": "bank", "branch_code": "branch", "kind": "type", "number": "number", "holder": "holder"}
NEEDED = {
    "prefecture": Text(ja="都道府県", easy="都道府県", en="prefecture", zh_hans="都道府县", ko="도도부현"),
    "city": Text(ja="市区町村", easy="市・区・町・村", en="city", zh_hans="市区町村", ko="시구정촌"),
    "town": Text(ja="町名・丁目", easy="町の名前", en="town", zh_hans="町名・丁目", ko="동네 이름"),
    "block": Text(ja="番地・号", easy="番地", en="block number", zh_hans="门牌号", ko="번지"),
}


def _boxes(typed: Mapping[str, Sequence[str]], parts: Sequence[str]) -> dict[str, str]:
    return {part: normalise.one_line((typed.get(part) or ("",))[-1]) for part in parts}


def _too_strange(boxes: Mapping[str, str], question: q.Leaf, path: str) -> Problem | None:
    for part, text in boxes.items():
        if len(text) > LONGEST_PART:
            message = told(words.TOO_LONG, label=question.label, max=LONGEST_PART, size=len(text))
            return Problem(path, "too_long", message, part)
        if found := characters.unwelcome(text):
            message = told(words.UNWELCOME, label=question.label, characters="、".join(found[:3]))
            return Problem(path, "unwelcome", message, part)
    return None


def read_address(
    question: q.AddressQuestion, typed: Mapping[str, Sequence[str]], path: str, at: Situation
) -> Problem | dict[str, object] | None:
    """Six boxes into an address. In the ward the town must be one of its own, written in its own way."""
    boxes = _boxes(typed, ADDRESS_PARTS)
    if not any(boxes[part] for part in ADDRESS_PARTS if part != "prefecture"):
        return None
    if wrong := _too_strange(boxes, question, path):
        return wrong
    boxes["postcode"] = normalise.postcode(boxes["postcode"])
    boxes["block"] = normalise.block_number(boxes["block"])
    if boxes["postcode"] and not (
        boxes["postcode"].isascii() and boxes["postcode"].isdigit() and len(boxes["postcode"]) == 7
    ):
        return Problem(path, "malformed", told(words.POSTCODE, label=question.label), "postcode")
    for part, name in NEEDED.items():
        if not boxes[part]:
            return Problem(path, "required", told(words.ADDRESS_PART, label=question.label, part=name), part)
    inside = in_ward(Address(prefecture=boxes["prefecture"], city=boxes["city"]))
    if question.in_ward and not inside:
        return Problem(path, "not_in_ward", told(words.NOT_IN_WARD, label=question.label), "city")
    # Every place of the ward has a number; 同上 and the name of a house alone do not lead there.
    if inside and not re.search("[0-9]", boxes["block"]):
        return Problem(path, "no_number", told(words.BLOCK_NUMBER, label=question.label), "block")
    if inside and at.towns is not None:
        town = at.towns.find(boxes["town"])
        if town is None:
            message = told(words.UNKNOWN_TOWN, label=question.label, town=boxes["town"])
            return Problem(path, "unknown_town", message, "town")
        boxes["town"] = town.name
    return {part: text for part, text in boxes.items() if text}


def read_account(
    question: q.BankAccountQuestion, typed: Mapping[str, Sequence[str]], path: str
) -> Problem | dict[str, object] | None:
    """Five boxes into an account. The bank and the branch may be given by name or by number."""
    boxes = _boxes(typed, ACCOUNT_PARTS)
    if not any(boxes[part] for part in ACCOUNT_PARTS if part != "type"):
        return None
    if wrong := _too_strange(boxes, question, path):
        return wrong
    kind = KINDS.get(boxes["type"] or "ordinary")
    if kind is None:
        return Problem(path, "unknown_option", told(words.UNKNOWN_OPTION, label=question.label), "type")
    for part, name in (("bank", "金融機関"), ("branch", "支店"), ("number", "口座番号"), ("holder", "口座名義")):
        if not boxes[part]:
            return _account_problem(question, path, part, f"{name}を入力してください。", "required")
    try:
        account = _account(boxes, kind)
    except AccountProblem as problem:
        return _account_problem(question, path, _PART_OF[problem.part], problem.message)
    for found in bank_accounts.problems(account):
        return _account_problem(question, path, _PART_OF[found.part], found.message)
    return {
        "bank": account.bank_code,
        "branch": account.branch_code,
        "type": boxes["type"] or "ordinary",
        "number": account.number,
        "holder": account.holder,
    }


def _account(boxes: Mapping[str, str], kind: AccountKind) -> BankAccount:
    bank = _bank_code(boxes["bank"])
    branch = _branch_code(bank, boxes["branch"])
    number = bank_accounts.account_number(boxes["number"])
    return BankAccount(bank, branch, kind, number, normalise.kana(boxes["holder"]))


def _bank_code(typed: str) -> str:
    code = normalise.digits(typed)
    if code.isascii() and code.isdigit():
        return code.zfill(4)
    return _only_one(
        "bank_code", "金融機関", typed, [(b.name, b.full_name, b.code) for b in bank_accounts.banks(typed)]
    )


def _branch_code(bank: str, typed: str) -> str:
    code = normalise.digits(typed)
    if code.isascii() and code.isdigit():
        return code.zfill(3)
    name = typed.removesuffix("支店").removesuffix("店")
    found = [(b.name, b.name, b.code) for b in bank_accounts.branches(bank, name)]
    return _only_one("branch_code", "支店", name, found)


def _only_one(part: str, what: str, typed: str, found: Sequence[tuple[str, str, str]]) -> str:
    """The one that is meant; where several begin so, the person is shown them."""
    exact = [code for name, full, code in found if typed in {name, full, full.removesuffix("銀行")}]
    if len(exact) == 1:
        return exact[0]
    if len(found) == 1:
        return found[0][2]
    if not found:
        raise AccountProblem(part, f"{what}「{typed}」が見つかりません。通帳に書かれた名前か番号を入力してください。")
    shown = "、".join(f"{full}（{code}）" for _, full, code in found[:5])
    raise AccountProblem(part, f"{what}「{typed}」が複数あります。番号で入力してください：{shown}")


def _account_problem(question: q.Leaf, path: str, part: str, why: str, code: str = "malformed") -> Problem:
    return Problem(path, code, told(words.BANK, label=question.label, why=why), part)
