"""A procedure that asks every kind of question, with everything a definition can do: 緑のカーテンの助成."""

import msgspec

from madoguchi.definitions.compiled import Compiled, compile_procedure
from madoguchi.definitions.procedure import Procedure
from tests.cases.definition import DEFINITION as SAFETY_KIT
from tests.cases.definition import text

YES_NO = [{"value": "yes", "label": text("はい")}, {"value": "no", "label": text("いいえ")}]

DATA: dict[str, dict[str, object]] = {
    "name": {"kind": "name", "label": text("氏名"), "concept": "applicant.name"},
    "kana": {"kind": "kana", "label": text("フリガナ"), "of": "name"},
    "birthdate": {"kind": "date", "label": text("生年月日"), "when": "past"},
    "address": {"kind": "address", "label": text("住所"), "in_ward": True},
    "phone": {"kind": "phone", "label": text("電話番号")},
    "email": {"kind": "email", "label": text("メールアドレス"), "require": "none"},
    "plant": {
        "kind": "choice",
        "label": text("植えるもの"),
        "options": [{"value": "goya", "label": text("ゴーヤー")}, {"value": "other", "label": text("そのほか")}],
    },
    "plant_other": {"kind": "text", "label": text("植えるものの名前"), "max": 20, "show": "plant == 'other'"},
    "places": {
        "kind": "choices",
        "label": text("植える場所"),
        "options": [{"value": "garden", "label": text("庭")}, {"value": "balcony", "label": text("ベランダ")}],
    },
    "width": {"kind": "number", "label": text("幅"), "unit": text("メートル"), "min": 1, "max": 20},
    "cost": {"kind": "money", "label": text("かかった費用"), "max": 1000000},
    "rents": {"kind": "yes_no", "label": text("借りている家ですか")},
    "owner_agrees": {"kind": "consent", "label": text("家主の了解を得ました"), "show": "rents"},
    "coupon": {"kind": "digits", "label": text("引換券の番号"), "length": 6, "require": "none"},
    "why": {"kind": "text", "label": text("育てたい理由"), "lines": 4, "max": 300, "require": "soft"},
    "helpers": {
        "kind": "group",
        "label": text("いっしょに育てる人"),
        "row_title": text("いっしょに育てる人"),
        "min": 0,
        "max": 3,
        "require": "none",
        "fields": {
            "who": {"kind": "name", "label": text("育てる人の氏名")},
            "child": {"kind": "yes_no", "label": text("18歳未満ですか")},
            "age": {"kind": "number", "label": text("年齢"), "show": "row.child"},
            "photo": {"kind": "file", "label": text("写真"), "require": "none", "max_files": 1},
        },
    },
    "account": {"kind": "bank_account", "label": text("振込先"), "holder": "kana"},
    "proof": {"kind": "file", "label": text("領収書"), "require": "soft", "max_files": 2, "max_megabytes": 10},
    "truth": {"kind": "consent", "label": text("入力した内容は事実です")},
}

PAGES: list[dict[str, object]] = [
    {"id": "you", "title": text("申請する方"), "ask": ["name", "kana", "birthdate", "address", "phone", "email"]},
    {
        "id": "curtain",
        "title": text("緑のカーテン"),
        "ask": ["plant", "plant_other", "places", "width", "cost", "rents", "owner_agrees", "coupon", "why"],
    },
    {"id": "helpers", "title": text("いっしょに育てる人"), "ask": ["helpers"]},
    {"id": "money", "title": text("振込先と確認"), "ask": ["account", "proof", "truth"]},
]

CHECKS: list[dict[str, object]] = [
    {
        "id": "wide",
        "fails_if": "width > 10",
        "level": "warn",
        "when": "filling",
        "fields": ["width"],
        "message": text("10メートルを超える幅です。お確かめください。"),
        "officer": "幅が10メートルを超えています。",
    },
    {
        "id": "costs_nothing",
        "fails_if": "cost == 0",
        "level": "block",
        "when": "filling",
        "fields": ["cost"],
        "message": text("費用がかかっていない場合は、申請できません。"),
        "officer": "費用が0円です。",
    },
    {
        "id": "helper_is_grown_up",
        "each": "helpers",
        "fails_if": "row.age >= 18",
        "level": "block",
        "when": "submit",
        "fields": ["helpers.age"],
        "message": text("18歳未満と答えた方の年齢が、18歳以上です。"),
        "officer": "年齢が合いません。",
    },
    {
        "id": "costs_much",
        "fails_if": "cost > 500000",
        "level": "warn",
        "when": "submit",
        "fields": ["plant_other", "cost"],
        "message": text("費用が50万円を超えています。金額をお確かめください。"),
        "officer": "費用が高額です。",
    },
]

DEFINITION: dict[str, object] = {
    **SAFETY_KIT,
    "id": "green-curtain",
    "title": {"ja": "緑のカーテンの助成", "en": "Grant for green curtains"},
    "summary": text("窓を植物でおおう費用を助成します。"),
    "category": "environment",
    "words": ["ゴーヤ", "植物"],
    "life_events": ["summer"],
    "who": text("区内に住む方"),
    "marks": {fact: {"verified": True, "checked": "2026-11-01"} for fact in ("who", "deadline", "fee", "papers", "time", "result")},
    "applicant": {"name": "name", "kana": "kana", "birthdate": "birthdate", "address": "address", "email": "email"},
    "steps": [{"title": text("申請する")}, {"title": text("通知が届く")}],
    "data": DATA,
    "pages": PAGES,
    "derived": {"grant": {"label": text("助成額の目安"), "type": "money", "value": "cost / 2"}},
    "checks": CHECKS,
    "unique_by": ["name.family + name.given", "birthdate"],
    "unique_message": text("緑のカーテンの助成は、お一人1回です。すでに受け付けています。"),
    "handling": {
        **SAFETY_KIT["handling"],  # type: ignore[dict-item]
        "correction_reasons": [{"id": "proof", "label": "領収書の不足", "text": "領収書を添えてください。"}],
        "rejection_reasons": [{"id": "late", "label": "期限後", "text": "申請の期限を過ぎているため。", "law": "要綱 第5条"}],
        "approved": {"title": "助成決定通知書", "paragraphs": ["{name} 様に助成することに決定しました。"], "rows": ["name", "grant"]},
        "rejected": {"title": "助成却下通知書", "paragraphs": ["助成しません。"]},
    },
    "eligibility": [
        {
            "id": "lives_here",
            "question": text("区内にお住まいですか。"),
            "options": [
                {"value": "yes", "label": text("はい")},
                {"value": "soon", "label": text("これから"), "then": "advise", "message": text("引っ越してから申請してください。")},
                {"value": "no", "label": text("いいえ"), "then": "stop", "message": text("お住まいの区市町村へご相談ください。")},
            ],
        },
    ],
    "examples": [],
}  # fmt: skip


def definition(**changes: object) -> Compiled:
    """The procedure with some of its parts changed."""
    return compile_procedure(msgspec.convert({**DEFINITION, **changes}, Procedure))


COMPILED = definition()

# What people type, by box: the names of the controls on the page.
TYPED: dict[str, str | list[str]] = {
    "name.family": "髙橋", "name.given": "花子",
    "kana.family": "たかはし", "kana.given": "ハナコ",
    "birthdate.era": "平成", "birthdate.year": "２", "birthdate.month": "5", "birthdate.day": "10",
    "address.postcode": "154-0017", "address.prefecture": "東京都", "address.city": "世田谷区",
    "address.town": "世田谷四丁目", "address.block": "２１−２７", "address.building": "",
    "phone": "０３−５４３２−１１１１", "email": "hanako@example.jp",
    "plant": "goya", "plant_other": "へちま", "places": ["balcony"], "width": "3", "cost": "１２，０００", "rents": "false",
    "owner_agrees": "true", "coupon": "001234", "why": "夏を\n涼しく過ごしたい",
    "account.bank": "0001", "account.branch": "001", "account.type": "ordinary", "account.number": "1234567",
    "account.holder": "ﾀｶﾊｼ ﾊﾅｺ", "truth": "true",
}  # fmt: skip
