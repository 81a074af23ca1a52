"""The subjects of the editor: which parts of a definition an officer changes on which page."""

from collections.abc import Iterator

from madoguchi.authoring.boxes import Box, Kind, Part, Rows, Subject
from madoguchi.authoring.rules_of import Placed, constants_of, rules_of
from madoguchi.definitions import questions as q
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.explain import label_of, said
from madoguchi.definitions.procedure import FACTS
from madoguchi.definitions.publishable import FACT_NAMES
from madoguchi.definitions.texts import texts_of
from madoguchi.ui.components.shapes import Option

MOST_MISSING = 30
REQUIRE = (
    Option("hard", "必須（答えないと送れない）"),
    Option("soft", "なくても送れる（送る前に知らせる）"),
    Option("none", "任意"),
)
LEVELS = (
    Option("warn", "知らせる（送ることはできる）"),
    Option("block", "送信を止める（法に根拠のあるときだけ）"),
    Option("note", "職員だけが見る"),
)
MOMENTS = (
    Option("filling", "入力しているとき"),
    Option("submit", "送る前の確認のとき"),
    Option("desk", "職員の画面だけ"),
)
KINDS = {
    "text": "文章",
    "name": "氏名",
    "kana": "フリガナ",
    "date": "日付",
    "number": "数",
    "money": "金額",
    "choice": "1つ選ぶ",
    "choices": "いくつでも選ぶ",
    "yes_no": "はい・いいえ",
    "address": "住所",
    "phone": "電話番号",
    "email": "メールアドレス",
    "digits": "番号（数字の並び）",
    "bank_account": "口座",
    "file": "書類・写真",
    "consent": "同意",
}
FIXED = {"guide", "contact", "fees", "reasons", "letters", "prechecks", "facts", "numbers", "rules", "missing"}


def subject_of(name: str, compiled: Compiled) -> Subject | None:  # noqa: C901 -- one line a subject
    """The subject of an address: `guide`, `question.children.birthdate`, `check.3`; None where there is none."""
    head, _, rest = name.partition(".")
    match head, rest:
        case "guide", "":
            return _guide()
        case "contact", "":
            return _contact(compiled)
        case "fees", "":
            return _fees()
        case "reasons", "":
            return _reasons()
        case "letters", "":
            return _letters()
        case "prechecks", "":
            return _prechecks(compiled)
        case "facts", "":
            return _facts()
        case "numbers", "":
            return _numbers(compiled)
        case "rules", "":
            return _rules(compiled)
        case "missing", "":
            return _missing(compiled)
        case "question", path if _is_question(compiled, path):
            return _question(compiled, path)
        case "check", n if n.isascii() and n.isdigit() and int(n[:6]) < len(compiled.procedure.checks):
            return _check(compiled, int(n))
        case "page", n if n.isascii() and n.isdigit() and int(n[:6]) < len(compiled.procedure.pages):
            return _page(compiled, int(n))
        case _:
            return None


def rule_boxes(compiled: Compiled) -> Iterator[Placed]:
    """Every rule that has a number in it."""
    return (placed for placed in rules_of(compiled) if constants_of(placed.rule))


def _texts(path: str, label: str, help: str = "", *, required: bool = True) -> Box:  # noqa: A002
    return Box(path, label, Kind.TEXTS, help=help, required=required)


def _guide() -> Subject:
    named = {
        "title": "手続きの名前",
        "summary": "ひとことの説明",
        "who": "対象の方",
        "deadline_text": "期限",
        "fee_text": "手数料の説明",
        "result": "結果",
        "time": "かかる日数",
    }
    papers = (_texts("label", "必要なもの"), _texts("note", "補足", required=False))
    steps = (_texts("title", "見出し"), _texts("text", "説明", required=False))
    return Subject(
        "guide",
        "案内の文章",
        (
            *(_texts(path, label) for path, label in named.items()),
            _texts("windows", "窓口の案内", required=False),
            Rows("papers", "必要なもの", "必要なもの", papers),
            Rows("steps", "手続きの流れ", "段階", steps),
        ),
        "住民が手続きのページで読む文章です。5つの言語を並べて書きます。",
    )


def _contact(compiled: Compiled) -> Subject:
    channels = {
        "online": "オンライン",
        "counter": "窓口",
        "post": "郵送",
        "phone": "電話",
        "convenience_store": "コンビニエンスストア",
    }
    deadline = [Box("deadline.days", "期限の日数", Kind.NUMBER, required=True, unit="日")]
    return Subject(
        "contact",
        "受付と問い合わせ先",
        (
            Box("contact.name", "担当の名前", Kind.LINE, required=True),
            Box("contact.phone", "電話番号", Kind.LINE),
            Box("contact.hours", "受付時間", Kind.LINE, help="空けると「平日 8時30分〜17時」になります。"),
            Box("opens", "受付の始まり", Kind.DAY, help="空けると、いつでも受け付けます。"),
            Box("closes", "受付の終わり", Kind.DAY, help="この日まで受け付けます。"),
            Box("standard_days", "標準処理期間", Kind.NUMBER, required=True, unit="開庁日"),
            Box("minutes", "入力にかかる時間のめやす", Kind.NUMBER, required=True, unit="分"),
            *(deadline if compiled.procedure.deadline else ()),
            *(Box(f"channels.{id_}", f"{name}で受け付ける", Kind.TICK) for id_, name in channels.items()),
        ),
    )


def _fees() -> Subject:
    boxes = (
        Box("since", "いつから", Kind.DAY, required=True),
        Box("yen", "金額", Kind.NUMBER, required=True, unit="円"),
        Box("per", "単位", Kind.LINE, help="通、件、頭など"),
        Box("id", "計算で使う名前", Kind.LINE, help="英小文字。計算の条件が fees.名前 で読みます。"),
        _texts("note", "補足", required=False),
    )
    return Subject(
        "fees",
        "手数料",
        (Rows("fees", "手数料の額", "額", boxes), _texts("fee_text", "手数料の説明")),
        "額が変わる日ごとに1行ずつ書きます。その日が来ると、新しい額に切り替わります。過去の行は残してください。",
    )


def _reasons() -> Subject:
    boxes = (
        Box("label", "短い名前", Kind.LINE, required=True),
        Box("text", "申請者が読む文章", Kind.AREA, required=True),
        Box("law", "根拠", Kind.LINE),
    )
    return Subject(
        "reasons",
        "補正と却下の理由",
        (
            Rows("handling.correction_reasons", "補正の理由", "理由", boxes, key="id"),
            Rows("handling.rejection_reasons", "却下の理由", "理由", boxes, key="id"),
            Box("handling.checklist", "審査で確かめること（1行に1つ）", Kind.LINES),
        ),
    )


def _letters() -> Subject:
    return Subject(
        "letters",
        "通知書の文章",
        (
            Box("handling.approved.title", "承認の通知の題", Kind.LINE, required=True),
            Box("handling.approved.paragraphs", "承認の通知の文章（1行が1段落）", Kind.LINES),
            Box("handling.rejected.title", "却下の通知の題", Kind.LINE, required=True),
            Box("handling.rejected.paragraphs", "却下の通知の文章（1行が1段落）", Kind.LINES),
            Box("handling.instruction", "教示", Kind.AREA, required=True),
        ),
        "{ と } で囲んだところには、申請者の答えが入ります。囲んだ名前は変えないでください。",
    )


def _prechecks(compiled: Compiled) -> Subject:
    parts: list[Part] = []
    for n, precheck in enumerate(compiled.procedure.eligibility):
        where = f"eligibility[{n}]"
        parts += [_texts(f"{where}.question", f"{n + 1}つ目の質問"), _texts(f"{where}.help", "補足", required=False)]
        for m, option in enumerate(precheck.options):
            parts.append(_texts(f"{where}.options[{m}].label", f"答え「{option.label.ja}」"))
            parts.append(_texts(f"{where}.options[{m}].message", "そう答えた方への説明", required=False))
    return Subject("prechecks", "始める前の確認", tuple(parts), "始める前の確認の答えは、どこにも残りません。")


def _facts() -> Subject:
    parts: list[Part] = []
    for fact in FACTS:
        parts += [
            Box(f"marks.{fact}.verified", f"「{FACT_NAMES[fact]}」を担当課が確かめた", Kind.TICK),
            Box(f"marks.{fact}.checked", "確かめた日", Kind.DAY),
            Box(f"marks.{fact}.source", "出典", Kind.LINE),
        ]
    return Subject("facts", "裏付け", tuple(parts), "確かめていない事実は「要確認（デモ）」と表示されます。")


def _numbers(compiled: Compiled) -> Subject:
    boxes = (Box(placed.path, placed.what, Kind.SENTENCE, rule=placed) for placed in rule_boxes(compiled))
    return Subject(
        "numbers",
        "決まりの中の数",
        tuple(boxes),
        "決まりは文章で書いてあります。枠の中の数や日付だけを書きかえると、決まりが変わります。",
    )


def _rules(compiled: Compiled) -> Subject:
    boxes = (
        Box(
            placed.path,
            placed.what,
            Kind.RULE,
            help=said(compiled, placed.rule, placed.each),
            required=True,
            rule=placed,
        )
        for placed in rules_of(compiled)
    )
    return Subject(
        "rules",
        "決まりの式",
        tuple(boxes),
        "式を直接書くところです。書き方は「手続きを加える」の手引きの「条件を書く」にあります。",
    )


def _missing(compiled: Compiled) -> Subject:
    lacking = [(path, text) for path, text in texts_of(compiled.procedure) if text.missing()]
    boxes = tuple(_texts(path, f"「{text.ja[:40]}」") for path, text in lacking[:MOST_MISSING])
    rest = f"全部で{len(lacking)}か所のうち、はじめの{MOST_MISSING}か所です。" if len(lacking) > MOST_MISSING else ""
    return Subject("missing", "足りない訳", boxes, f"どれかの言語が空いている文章です。{rest}")


def _is_question(compiled: Compiled, path: str) -> bool:
    head, _, leaf = path.partition(".")
    question = compiled.procedure.data.get(head)
    return question is not None and (not leaf or (isinstance(question, q.GroupQuestion) and leaf in question.fields))


def place_of(path: str) -> str:
    """Where a question stands in the tree."""
    head, _, leaf = path.partition(".")
    return f"data.{head}.fields.{leaf}" if leaf else f"data.{head}"


def _question(compiled: Compiled, path: str) -> Subject:
    question, where = compiled.question(path), place_of(path)
    parts: list[Part] = [
        _texts(f"{where}.label", "質問の文"),
        _texts(f"{where}.help", "補足", required=False),
        _texts(f"{where}.script", "窓口で読み上げる文", required=False),
        Box(f"{where}.require", "答えの必要さ", Kind.CHOICE, required=True, options=REQUIRE),
        *_own(question, where),
    ]
    return Subject(f"question.{path}", f"質問「{label_of(compiled, path)}」", tuple(parts))


def _own(question: q.Question, where: str) -> Iterator[Part]:
    """What only questions of its kind have."""
    match question:
        case q.TextQuestion():
            yield Box(f"{where}.max", "最大の文字数", Kind.NUMBER)
            yield Box(f"{where}.lines", "入力欄の行数", Kind.NUMBER)
        case q.NumberQuestion():
            yield Box(f"{where}.min", "最小", Kind.NUMBER)
            yield Box(f"{where}.max", "最大", Kind.NUMBER)
            yield _texts(f"{where}.unit", "単位", required=False)
        case q.MoneyQuestion():
            yield Box(f"{where}.min", "最小", Kind.NUMBER, unit="円")
            yield Box(f"{where}.max", "最大", Kind.NUMBER, unit="円")
        case q.ChoiceQuestion() | q.ChoicesQuestion():
            boxes = (_texts("label", "選択肢"), _texts("hint", "補足", required=False))
            yield Rows(f"{where}.options", "選択肢", "選択肢", boxes, key="value")
        case q.YesNoQuestion():
            yield _texts(f"{where}.yes", "「はい」の言い方", required=False)
            yield _texts(f"{where}.no", "「いいえ」の言い方", required=False)
        case q.FileQuestion():
            yield Box(f"{where}.max_files", "ファイルの数", Kind.NUMBER)
        case q.DigitsQuestion():
            yield Box(f"{where}.length", "桁数", Kind.NUMBER, help="空けると、何桁でも受け付けます。")
        case q.AddressQuestion():
            yield Box(f"{where}.in_ward", "区内の住所だけを受け付ける", Kind.TICK)
        case q.GroupQuestion():
            yield _texts(f"{where}.row_title", "1件の呼び方")
            yield Box(f"{where}.min", "最少の件数", Kind.NUMBER)
            yield Box(f"{where}.max", "最多の件数", Kind.NUMBER)
        case _:
            return


def _check(compiled: Compiled, n: int) -> Subject:
    check, where = compiled.procedure.checks[n], f"checks[{n}]"
    each = compiled.procedure.data.get(check.each)
    asked = [Option(id_, label_of(compiled, id_)) for id_ in compiled.order]
    if isinstance(each, q.GroupQuestion):
        asked += [
            Option(f"{check.each}.{leaf}", f"{each.label.ja}の{asked_.label.ja}")
            for leaf, asked_ in each.fields.items()
        ]
    rule = next(placed for placed in rules_of(compiled) if placed.path == f"{where}.fails_if")
    return Subject(
        f"check.{n}",
        f"確認事項「{check.officer}」",
        (
            Box(f"{where}.fails_if", "当たるのは", Kind.SENTENCE, rule=rule),
            Box(f"{where}.level", "当たったとき", Kind.CHOICE, required=True, options=LEVELS),
            Box(f"{where}.when", "知らせるとき", Kind.CHOICE, required=True, options=MOMENTS),
            _texts(f"{where}.message", "申請者への文章"),
            Box(f"{where}.officer", "職員への文章", Kind.AREA, required=True),
            Box(f"{where}.law", "根拠", Kind.LINE),
            Box(f"{where}.fields", "どの質問についてか", Kind.TICKS, options=asked),
        ),
    )


def _page(compiled: Compiled, n: int) -> Subject:
    page, where = compiled.procedure.pages[n], f"pages[{n}]"
    parts = (_texts(f"{where}.title", "ページの題"), _texts(f"{where}.lead", "はじめの説明", required=False))
    return Subject(f"page.{n}", f"ページ「{page.title.ja}」", parts)
