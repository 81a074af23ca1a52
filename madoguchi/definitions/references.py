"""Whether everything a definition names is there: each id once, each reference to a question of the right kind."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from madoguchi.definitions import questions as q
from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.procedure import Procedure
from madoguchi.definitions.rules.errors import nearest

# Words of the rule language, and the names it gives to the day and to the row at hand.
TAKEN = {"today", "row", "fees", "charge", "true", "false", "null", "in"}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,59}")
_PROCEDURE = re.compile(r"[a-z][a-z0-9-]{0,59}")
_APPLICANT_KINDS: Mapping[str, type[q.Asked]] = {
    "name": q.NameQuestion,
    "kana": q.KanaQuestion,
    "birthdate": q.DateQuestion,
    "address": q.AddressQuestion,
    "email": q.EmailQuestion,
    "phone": q.PhoneQuestion,
}

_RECONCILED_KINDS: Mapping[str, tuple[type[q.Asked], str]] = {
    "name": (q.NameQuestion, "氏名"),
    "kana": (q.KanaQuestion, "フリガナ"),
    "birthdate": (q.DateQuestion, "日付"),
    "address": (q.AddressQuestion, "住所"),
    "household": (q.GroupQuestion, "繰り返し"),
    "householder": (q.NameQuestion, "氏名"),
    "account_holder": (q.BankAccountQuestion, "口座"),
    "account": (q.BankAccountQuestion, "口座"),
}


def refuse_dangling(procedure: Procedure) -> None:
    """Raise the first BrokenDefinition there is, in the order in which a definition is written."""
    for problem in chain(
        _names(procedure),
        _questions(procedure),
        _pages(procedure),
        _checks(procedure),
        _reconciled(procedure),
        _charged(procedure),
        _elsewhere(procedure),
    ):
        raise problem


def _broken(message: str, path: str, mend: str = "idをそろえてください。") -> BrokenDefinition:
    return BrokenDefinition(message, path=path, mend=mend)


def _names(p: Procedure) -> Iterator[BrokenDefinition]:
    if not _PROCEDURE.fullmatch(p.id):
        yield _broken(f"「{p.id}」はidになりません。", "id", "英小文字、数字、「-」で書いてください。")
    for path, id_ in _field_ids(p):
        if not _FIELD.fullmatch(id_) or id_ in TAKEN:
            mend = "英小文字で始め、英小文字、数字、「_」で書いてください（today、row などは使えません）。"
            yield _broken(f"「{id_}」は質問や計算のidになりません。", path, mend)
    for id_ in p.derived:
        if id_ in p.data:
            yield _broken(f"「{id_}」が data と derived の両方にあります。", f"derived.{id_}", "別のidにしてください。")
    yield from _twice("pages", [page.id for page in p.pages])
    yield from _twice("checks", [check.id for check in p.checks])
    yield from _twice("eligibility", [asked.id for asked in p.eligibility])
    yield from _twice("handling.correction_reasons", [reason.id for reason in p.handling.correction_reasons])
    yield from _twice("handling.rejection_reasons", [reason.id for reason in p.handling.rejection_reasons])


def _field_ids(p: Procedure) -> Iterator[tuple[str, str]]:
    for id_, question in p.data.items():
        yield f"data.{id_}", id_
        if isinstance(question, q.GroupQuestion):
            yield from ((f"data.{id_}.fields.{leaf}", leaf) for leaf in question.fields)
    yield from ((f"derived.{id_}", id_) for id_ in p.derived)


def _twice(path: str, ids: list[str]) -> Iterator[BrokenDefinition]:
    for n, id_ in enumerate(ids):
        if id_ in ids[:n]:
            yield _broken(f"「{id_}」が2つあります。", f"{path}[{n}]", "別のidにしてください。")


def _questions(p: Procedure) -> Iterator[BrokenDefinition]:
    for id_, question in p.data.items():
        yield from _question(question, f"data.{id_}", p.data)
        if isinstance(question, q.GroupQuestion):
            for leaf, asked in question.fields.items():
                yield from _question(asked, f"data.{id_}.fields.{leaf}", question.fields)


def _question(question: q.Question, path: str, beside: Mapping[str, q.Question]) -> Iterator[BrokenDefinition]:
    """What one question says about itself and about its neighbours."""
    if question.require == "none" and question.require_when:
        mend = "require を hard か soft にしてください。"
        yield _broken("require が none なのに、require_when があります。", f"{path}.require_when", mend)
    if isinstance(question, q.KanaQuestion) and question.of:
        yield from _names_a(question.of, q.NameQuestion, "氏名", f"{path}.of", beside)
    if isinstance(question, q.BankAccountQuestion) and question.holder:
        yield from _names_a(question.holder, q.KanaQuestion, "フリガナ", f"{path}.holder", beside)
    if isinstance(question, q.ChoiceQuestion | q.ChoicesQuestion):
        if not question.options:
            yield _broken("選択肢がありません。", f"{path}.options", "1つ以上書いてください。")
        yield from _twice(f"{path}.options", [option.value for option in question.options])
    if isinstance(question, q.NumberQuestion | q.MoneyQuestion | q.GroupQuestion) and question.min > question.max:
        yield _broken("min が max より大きくなっています。", f"{path}.min", "min を max 以下にしてください。")


def _names_a(
    id_: str, kind: type[q.Asked], what: str, path: str, among: Mapping[str, q.Question]
) -> Iterator[BrokenDefinition]:
    if not isinstance(among.get(id_), kind):
        fitting = [name for name, question in among.items() if isinstance(question, kind)]
        mend = nearest(id_, fitting) or f"使えるもの：{'、'.join(fitting) or 'なし'}"
        yield _broken(f"「{id_}」という{what}の質問はありません。", path, mend)


def _pages(p: Procedure) -> Iterator[BrokenDefinition]:
    if not p.pages:
        yield _broken("ページがありません。", "pages", "1つ以上書いてください。")
    asked: set[str] = set()
    for n, page in enumerate(p.pages):
        if not page.ask:
            yield _broken("たずねる質問がありません。", f"pages[{n}].ask", "1つ以上書くか、ページを消してください。")
        for m, id_ in enumerate(page.ask):
            if id_ not in p.data:
                mend = nearest(id_, p.data) or "idをそろえてください。"
                yield _broken(f"「{id_}」という質問は data にありません。", f"pages[{n}].ask[{m}]", mend)
            if id_ in asked:
                mend = "質問は1つのページだけに置いてください。"
                yield _broken(f"「{id_}」を2回たずねています。", f"pages[{n}].ask[{m}]", mend)
            asked.add(id_)
    for id_ in p.data:
        if id_ not in asked:
            mend = "pages のどれかの ask に加えてください。"
            yield _broken(f"「{id_}」をたずねるページがありません。", f"data.{id_}", mend)


def _checks(p: Procedure) -> Iterator[BrokenDefinition]:
    for n, check in enumerate(p.checks):
        if not check.fields:
            yield _broken(f"「{check.id}」がどの質問についてかが書かれていません。", f"checks[{n}].fields")
        for path in check.fields:
            head, _, leaf = path.partition(".")
            question = p.data.get(head)
            leaves = question.fields if isinstance(question, q.GroupQuestion) else {}
            if question is None or (leaf and leaf not in leaves):
                mend = (nearest(leaf, leaves) if question else nearest(head, p.data)) or "idをそろえてください。"
                yield _broken(f"「{path}」という質問はありません。", f"checks[{n}].fields", mend)
        if check.each and not isinstance(p.data.get(check.each), q.GroupQuestion):
            yield _broken(f"「{check.each}」は繰り返しの質問ではありません。", f"checks[{n}].each")


def _reconciled(p: Procedure) -> Iterator[BrokenDefinition]:
    """A person is found in the register by birth date and name, so both must be asked."""
    if p.reconcile and not p.applicant.birthdate:
        mend = "applicant.birthdate に、申請する人の生年月日の質問を書いてください。"
        yield _broken("住民記録との照合には、申請する人の生年月日が要ります。", "reconcile", mend)
    yield from _twice("reconcile", [part.aspect for part in p.reconcile])
    for n, part in enumerate(p.reconcile):
        if not part.fields:
            yield _broken(f"「{part.aspect}」がどの質問についてかが書かれていません。", f"reconcile[{n}].fields")
        for id_ in part.fields:
            kind, what = _RECONCILED_KINDS[part.aspect]
            yield from _names_a(id_, kind, what, f"reconcile[{n}].fields", p.data)


def _charged(p: Procedure) -> Iterator[BrokenDefinition]:
    """A fee that rules read has a name, once for each day it changes; a reduction says how much."""
    for n, fee in enumerate(p.fees):
        if fee.id and not _FIELD.fullmatch(fee.id):
            yield _broken(
                f"「{fee.id}」は手数料のidになりません。", f"fees[{n}].id", "英小文字、数字、「_」で書いてください。"
            )
    yield from _twice("fees", [f"{fee.id}（{fee.since}から）" for fee in p.fees if fee.id])
    if p.charge is None:
        return
    if not p.charge.lines:
        yield _broken("支払いの内訳がありません。", "charge.lines", "1行以上書くか、charge を消してください。")
    if not p.charge.ways:
        yield _broken("払い方がありません。", "charge.ways", "card か counter を書いてください。")
    yield from _twice("charge.reductions", [one.id for one in p.charge.reductions])
    for n, one in enumerate(p.charge.reductions):
        if bool(one.percent) == bool(one.amount):
            mend = "percent か amount のどちらか1つを書いてください。"
            yield _broken(f"「{one.id}」の減額の大きさが決まりません。", f"charge.reductions[{n}]", mend)


def _elsewhere(p: Procedure) -> Iterator[BrokenDefinition]:
    for part, kind in _APPLICANT_KINDS.items():
        if id_ := getattr(p.applicant, part):
            yield from _names_a(id_, kind, "この種類", f"applicant.{part}", p.data)
    if p.deadline:
        yield from _names_a(p.deadline.field, q.DateQuestion, "日付", "deadline.field", p.data)
    if p.mailed:
        yield from _names_a(p.mailed.number, q.DigitsQuestion, "番号", "mailed.number", p.data)
        yield from _unknown(p.mailed.fills, p.data, "mailed.fills")
    known = {*p.data, *p.derived}
    for part in ("approved", "rejected"):
        wording = p.handling.approved if part == "approved" else p.handling.rejected
        yield from _unknown(wording.rows, known, f"handling.{part}.rows")
        for n, paragraph in enumerate(wording.paragraphs):
            yield from _unknown(PLACEHOLDER.findall(paragraph), known, f"handling.{part}.paragraphs[{n}]")
    yield from _unknown(PLACEHOLDER.findall(p.handling.instruction), known, "handling.instruction")


def _unknown(ids: Iterable[str], known: Iterable[str], path: str) -> Iterator[BrokenDefinition]:
    names = set(known)
    for id_ in ids:
        if id_ not in names:
            mend = nearest(id_, names) or "idをそろえてください。"
            yield _broken(f"「{id_}」という質問も計算もありません。", path, mend)
