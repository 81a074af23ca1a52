"""What a comparison with the resident register says about an application: findings beside those of the rules.

The register itself is asked elsewhere (`registers`); here are only the words, and what a verdict amounts to.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from madoguchi.definitions.check import Finding, Outcome
from madoguchi.definitions.journey import Journey
from madoguchi.definitions.problems import told
from madoguchi.definitions.procedure import Check, Procedure, Reconcile
from madoguchi.kernel.text import Text

PREFIX = "register_"
ASPECT_LABEL = {
    "name": Text(ja="氏名", easy="名前", en="name", zh_hans="姓名", ko="성명"),
    "kana": Text(ja="フリガナ", easy="名前の読み方", en="name in katakana", zh_hans="姓名读音", ko="성명의 가타카나"),
    "birthdate": Text(ja="生年月日", easy="生まれた日", en="date of birth", zh_hans="出生日期", ko="생년월일"),
    "address": Text(ja="住所", easy="住所", en="address", zh_hans="住址", ko="주소"),
    "household": Text(ja="世帯の方", easy="家族", en="household", zh_hans="家庭成员", ko="세대원"),
    "householder": Text(ja="世帯主", easy="世帯主", en="head of household", zh_hans="户主", ko="세대주"),
    "account_holder": Text(ja="口座の名義", easy="口座の名前", en="account holder", zh_hans="账户户名", ko="예금주"),
    "account": Text(ja="口座", easy="口座", en="account", zh_hans="账户", ko="계좌"),
}
_ADVICE = Text(
    ja="「{aspect}」が、区の記録と合わないようです。打ち間違いがないか、届出がまだの変更がないか、お確かめください。正しければ、このまま送れます。区で確認します。",
    easy="「{aspect}」が、区役所の記録とちがうかもしれません。もう一度見てください。正しければ、そのまま送ってだいじょうぶです。",
    en="The {aspect} may not agree with the ward's records. Please check for slips, or changes not yet notified. If it is right, send it as it is; we will check.",
    zh_hans="“{aspect}”似乎与区政府的记录不一致。请确认是否有误，或是否有尚未申报的变更。如无误可直接发送，由区政府确认。",
    ko="‘{aspect}’이(가) 구의 기록과 다른 것 같습니다. 잘못 입력했거나 아직 신고하지 않은 변경이 없는지 확인해 주세요. 맞으면 그대로 보내 주세요. 구에서 확인합니다.",
)


def checks_of(procedure: Procedure) -> dict[str, Check]:
    """The comparisons of a procedure as checks, by id, so that desk and review show them like any other."""
    return {check.id: check for check in (check_of(part) for part in procedure.reconcile)}


@lru_cache(maxsize=256)
def check_of(part: Reconcile) -> Check:
    """A comparison with its words; it warns at review and never stops."""
    aspect = ASPECT_LABEL[part.aspect]
    return Check(
        id=f"{PREFIX}{part.aspect}",
        fails_if="",
        level="warn",
        when="submit",
        fields=part.fields,
        message=part.message or told(_ADVICE, aspect=aspect),
        officer=part.officer
        or f"「{aspect.ja}」が住民記録と一致しません。届出の状況と、入力の誤りを確かめてください。",
        law=part.law,
    )


def findings(procedure: Procedure, journey: Journey, outcomes: Mapping[str, Outcome]) -> Iterator[Finding]:
    """One finding for each aspect that was compared; hidden means absent."""
    for part in procedure.reconcile:
        if part.aspect in outcomes and all(id_ in journey.visible for id_ in part.fields):
            yield Finding(check_of(part), outcomes[part.aspect])


def is_reconciled(check: str) -> bool:
    """Whether a finding comes from the register."""
    return check.startswith(PREFIX)
