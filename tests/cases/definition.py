"""A small procedure of its own, so that these tests do not move when the ward's catalog does: 見守り用品の申請."""

import msgspec

from madoguchi.definitions.compiled import Compiled, compile_procedure
from madoguchi.definitions.procedure import Procedure

SECTION = "child-family"
OTHER_SECTION = "residents-registry"


def text(ja: str) -> dict[str, str]:
    return {"ja": ja}


DEFINITION: dict[str, object] = {
    "id": "safety-kit",
    "title": text("見守り用品の申請"),
    "summary": text("外出を見守る用品をお渡しします。"),
    "category": "child",
    "section": SECTION,
    "law": [{"name": "見守り用品支給要綱", "article": "第3条"}],
    "who": text("区内に住む方"),
    "deadline_text": text("いつでも"),
    "fee_text": text("無料"),
    "papers": [],
    "result": text("用品をお送りします。"),
    "time": text("10開庁日"),
    "steps": [],
    "channels": {},
    "contact": {"name": "子ども家庭課", "phone": "03-5432-3333"},
    "marks": {},
    "standard_days": 10,
    "minutes": 5,
    "retention": {"years": 5},
    "applicant": {"name": "name", "kana": "kana", "address": "address", "email": "email"},
    "data": {
        "name": {"kind": "name", "label": text("氏名")},
        "kana": {"kind": "kana", "label": text("フリガナ"), "of": "name"},
        "address": {"kind": "address", "label": text("住所"), "in_ward": True},
        "email": {"kind": "email", "label": text("メールアドレス"), "require": "none"},
        "kind": {
            "kind": "choice",
            "label": text("用品"),
            "options": [{"value": "bell", "label": text("ベル")}, {"value": "tag", "label": text("位置タグ")}],
        },
        "pieces": {"kind": "number", "label": text("個数"), "unit": text("個")},
        "reason": {"kind": "text", "label": text("位置タグが必要な理由"), "show": "kind == 'tag'"},
        "proof": {"kind": "file", "label": text("本人確認書類"), "require": "none"},
        "visits": {
            "kind": "group",
            "label": text("見守る人"),
            "row_title": text("見守る人"),
            "min": 0,
            "require": "none",
            "fields": {
                "who": {"kind": "name", "label": text("見守る人の氏名")},
                "age": {"kind": "number", "label": text("年齢"), "require": "none"},
            },
        },
    },
    "pages": [
        {"id": "you", "title": text("申請する方"), "ask": ["name", "kana", "address", "email"]},
        {"id": "kit", "title": text("用品"), "ask": ["kind", "pieces", "reason", "proof", "visits"]},
    ],
    "derived": {"cost": {"label": text("費用の目安"), "type": "money", "value": "pieces * 1200"}},
    "checks": [
        {
            "id": "many",
            "fails_if": "pieces > 3",
            "level": "warn",
            "when": "filling",
            "fields": ["pieces"],
            "message": text("4個以上は、理由をうかがうことがあります。"),
            "officer": "4個以上です。必要な事情を確かめてください。",
            "law": "見守り用品支給要綱 第5条",
        },
        {
            "id": "proof-missing",
            "fails_if": "!has(proof)",
            "level": "note",
            "when": "desk",
            "fields": ["proof"],
            "message": text("本人確認書類"),
            "officer": "本人確認書類がありません。",
        },
        {
            "id": "minor",
            "fails_if": "row.age < 18",
            "level": "warn",
            "when": "submit",
            "fields": ["visits.age"],
            "each": "visits",
            "message": text("18歳以上の方をお書きください。"),
            "officer": "見守る人が18歳未満です。",
        },
    ],
    "unique_by": ["name.family + name.given", "address.block"],
    "handling": {
        "correction_reasons": [
            {"id": "address", "label": "住所の不備", "text": "住所の番地が確認できません。", "law": "行政手続法 第7条"},
            {"id": "proof", "label": "書類の不足", "text": "本人確認書類を添えてください。"},
        ],
        "rejection_reasons": [
            {"id": "outside", "label": "区外", "text": "区内に住所がないため。", "law": "見守り用品支給要綱 第2条"},
            {
                "id": "received",
                "label": "支給済み",
                "text": "すでに支給しているため。",
                "law": "見守り用品支給要綱 第4条",
            },
        ],
        "approved": {
            "title": "見守り用品支給決定通知書",
            "paragraphs": ["{name} 様から申請のあった{kind}について、{pieces}を支給することに決定しました。"],
            "rows": ["kind", "cost", "reason"],
        },
        "rejected": {
            "title": "見守り用品支給却下通知書",
            "paragraphs": ["申請のあった{kind}は、次の理由で支給しません。"],
        },
        "instruction": "不服があるときは、3か月以内に区長に審査請求をすることができます。",
        "checklist": ["申請者と本人確認書類の氏名が同じこと"],
    },
    "examples": [],
}


def compiled_definition(**changes: object) -> Compiled:
    return compile_procedure(msgspec.convert({**DEFINITION, **changes}, Procedure))


COMPILED = compiled_definition()
ANSWERS: dict[str, object] = {
    "name": {"family": "髙橋", "given": "花子"},
    "kana": {"family": "タカハシ", "given": "ハナコ"},
    "address": {
        "postcode": "1540017",
        "prefecture": "東京都",
        "city": "世田谷区",
        "town": "世田谷四丁目",
        "block": "21-27",
    },
    "email": "hanako@example.jp",
    "kind": "bell",
    "pieces": 2,
}
