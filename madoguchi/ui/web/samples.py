"""What the gallery shows in its components: a ward's own words, people who do not exist."""

from madoguchi.ui.components.shapes import (
    Answer,
    Cell,
    Column,
    Event,
    KeptFile,
    Option,
    Problem,
    Step,
    StepText,
    SummaryRow,
    Tab,
    Table,
    Tag,
)

CRUMBS = (("オンライン窓口", "/"), ("子ども・子育て", "#"), ("児童手当の認定請求", ""))
STEPS = (
    Step("確認", url="#steps", done=True),
    Step("請求する方", url="#steps", done=True),
    Step("お子さん"),
    Step("配偶者"),
    Step("振込先"),
    Step("書類"),
    Step("確認して送る"),
)
PROBLEMS = (
    Problem("お子さんの生年月日は、今日より前の日付を入力してください", "sample-birthday-wrong"),
    Problem("郵便番号は7けたの数字で入力してください", "sample-home-wrong"),
    Problem("お子さんと同居しているか選んでください", "sample-household-wrong"),
)
HOUSEHOLD = (
    Option("together", "同居している", "住民票の住所が同じです"),
    Option("apart", "別居している", "単身赴任や進学などで、住民票の住所が違います"),
    Option("abroad", "海外に住んでいる", "留学の場合は、3年以内であれば対象になることがあります"),
)
PAPERS = (
    Option("account", "振込先がわかるもの", "通帳やキャッシュカードの写真"),
    Option("insurance", "請求する方の健康保険の情報がわかるもの"),
    Option("apart", "別居監護申立書", "お子さんと別居している方だけ"),
    Option("closed", "所得証明書", "2021年6月分から、提出はいりません", disabled=True),
)
SECTIONS = (
    Option("setagaya", "世田谷総合支所 保健福祉センター 子ども家庭支援課"),
    Option("kitazawa", "北沢総合支所 保健福祉センター 子ども家庭支援課"),
    Option("tamagawa", "玉川総合支所 保健福祉センター 子ども家庭支援課"),
    Option("kinuta", "砧総合支所 保健福祉センター 子ども家庭支援課"),
    Option("karasuyama", "烏山総合支所 保健福祉センター 子ども家庭支援課"),
)
BIRTHDAY = {"era": "令和", "year": "6", "month": "5", "day": "14"}
IMPOSSIBLE_DAY = {"era": "平成", "year": "31", "month": "6", "day": "31"}
PERSON = {"family": "髙橋", "given": "𠮷子"}
READING = {"family": "タカハシ", "given": "ヨシコ"}
HOME = {
    "postcode": "154-0017",
    "prefecture": "東京都",
    "city": "世田谷区",
    "town": "世田谷四丁目",
    "block": "21番27号",
    "building": "けやきハイツ 203号室",
}
ACCOUNT = {
    "bank": "きぬた信用金庫",
    "branch": "経堂",
    "type": "ordinary",
    "number": "1234567",
    "holder": "タカハシ ヨシコ",
}
TOWNS = ("世田谷一丁目", "世田谷二丁目", "世田谷三丁目", "世田谷四丁目", "桜一丁目", "桜丘五丁目", "経堂二丁目")
POSTCODES = {
    "1540017": [{"prefecture": "東京都", "city": "世田谷区", "town": "世田谷"}],
    "1560041": [
        {"prefecture": "東京都", "city": "世田谷区", "town": "大原一丁目"},
        {"prefecture": "東京都", "city": "世田谷区", "town": "大原二丁目"},
    ],
}
FILES = (
    KeptFile("a1", "通帳の表紙.jpg", 1_482_330),
    KeptFile("b2", "健康保険の資格情報のお知らせ（2026年4月1日付け）_請求者本人分.pdf", 248_112, "1ページ"),
)
ANSWERS = (
    SummaryRow("請求する方のお名前", "髙橋 𠮷子", "#answers"),
    SummaryRow("住所", ["〒154-0017", "東京都世田谷区世田谷四丁目21番27号", "けやきハイツ 203号室"], "#answers"),
    SummaryRow(
        "お子さんの生年月日",
        "2026年6月31日",
        "#answers",
        problem="6月は30日までです。日付を確かめてください。",
    ),
    SummaryRow("配偶者", "", "#answers"),
    SummaryRow(
        "振込先", "きぬた信用金庫 経堂支店 普通 ***4567", "#answers", note="請求する方の名義の口座にだけ振り込めます。"
    ),
)
READ_BACK = (
    Answer("請求する方のお名前", "髙橋 𠮷子", personal=True),
    Answer("届け出の理由", "お子さんが生まれた"),
)
COLUMNS = (Column("受付番号"), Column("手続き"), Column("受け付けた日"), Column("添付", number=True), Column("状態"))
APPLICATIONS = (
    (Cell("SG-7K2M-94QF", "#tables"), "児童手当の認定請求", "2026年7月1日", "3", Cell("審査中", kind="info")),
    (Cell("SG-3H8P-51XD", "#tables"), "子ども医療証の交付申請", "2026年6月26日", "1", Cell("決定", kind="success")),
    (Cell("SG-9C4T-20WB", "#tables"), "犬の登録", "2026年6月20日", "0", Cell("補正のお願い", kind="warning")),
    (Cell("SG-1F6R-77LN", "#tables"), "国民健康保険の加入届", "2026年6月2日", "2", Cell("取下げ", kind="neutral")),
)
FACTS = (
    ("手数料", "無料"),
    ("受け取れる方", "0歳から高校生年代までのお子さんを育てている方"),
    ("届け出の期限", "出生・転入の翌日から15日以内"),
    ("結果が届くまで", "書類がそろってから30日ほど"),
    ("受付", "24時間（オンライン）"),
    ("担当", "子ども・若者部 子ども家庭課"),
)
EVENTS = (
    Event("2026年7月1日 23時14分", "申請を受け付けました", "ご本人", kind="success"),
    Event("2026年7月3日 9時02分", "審査を始めました", "子ども家庭課"),
    Event(
        "2026年7月3日 9時20分",
        "補正をお願いしました",
        "子ども家庭課",
        "振込先の名義が、請求する方のお名前と違うようです。通帳の写真をもう一度お送りください。",
        kind="warning",
    ),
    Event(
        "2026年7月20日ごろ", "結果のお知らせ", detail="お知らせの用意ができたら、メールでお伝えします。", kind="neutral"
    ),
)
HOW_TO = (
    StepText("対象になるか確かめる", "3つの質問に答えると、対象になるかどうかがわかります。"),
    StepText("必要なものを用意する", "通帳かキャッシュカードの写真と、健康保険の情報がわかるもの。"),
    StepText("入力して送る", "15分ほどです。途中で保存して、別のスマートフォンやパソコンで続けられます。"),
    StepText("結果を受け取る", "書類がそろってから30日ほどで、マイページとメールにお知らせします。"),
)
TABS = (
    Tab("すべて", "#all", 128),
    Tab("期限が近い", "#soon", 9),
    Tab("補正待ち", "#waiting", 23),
    Tab("決定済み", "#done", 96),
)
QUEUE_TABS = (
    Tab("すべて", "?state=all", 128),
    Tab("期限が近い", "?state=soon", 9),
    Tab("補正待ち", "?state=waiting", 23),
    Tab("決定済み", "?state=done", 96),
)
COUNTS = Table(
    columns=("月", Column("オンライン（件）", number=True), Column("窓口・郵送（件）", number=True)),
    rows=(("4月", "412", "388"), ("5月", "463", "301"), ("6月", "527", "246")),
)
TAGS = (
    Tag("下書き"),
    Tag("審査中", "info"),
    Tag("決定", "success"),
    Tag("補正のお願い", "warning"),
    Tag("期限を過ぎています", "error"),
    Tag("完了", "done"),
    Tag("オンラインで完結", "key"),
)
LANGUAGES = (
    ("ja", "日本語", "お子さんの生年月日", "例：令和6年5月14日", "申請を受け付けました。"),
    ("ja", "やさしい日本語", "子どもの うまれた日", "れい：2024年5月14日", "もうしこみが おわりました。"),
    ("en", "English", "Your child’s date of birth", "For example, 14 May 2024", "We have received your application."),
    ("zh-Hans", "简体中文", "孩子的出生日期", "例如：2024年5月14日", "您的申请已受理。"),
    ("ko", "한국어", "자녀의 생년월일", "예: 2024년 5월 14일", "신청이 접수되었습니다."),
)
