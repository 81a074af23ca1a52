"""The source of an answer as people read it: laws and publications by their names, without the catalog's own marks."""

import re
from typing import Final

WARD_SITE: Final = "世田谷区のホームページ"
OPEN_DATA: Final = "世田谷区のオープンデータ"
TO_CONFIRM: Final = "一部は担当課がこれから確かめます"
ALL_TO_CONFIRM: Final = "担当課がこれから確かめます"

# The first mark that a part begins with says what it is; the officer's page keeps the marks themselves.
MARKS: Final = (
    (r"catalog: procedures/|procedures/", "この窓口の手続きの案内"),
    (r"catalog: life_events/|life_events/", "この窓口のくらしのできごとの案内"),
    (r"catalog: answers/", "この窓口のよくある質問"),
    (r"WARD\b|SUMI\b|ward page", WARD_SITE),
    (r"OD:|opendata_datasets|ward open data|machizukuri_centers\.csv|regions\.csv|facilities\.csv", OPEN_DATA),
    (r"facilities/|場所は vocabulary/|ward\.yaml|vocabulary/", "区の施設の案内"),
    (r"consultations\.csv", "区の相談窓口の案内"),
    (r"BUDGET\b", "世田谷区の当初予算"),
    (r"CODEFOR\b", "区のごみの分別の一覧（2014年）"),
    (r"KUHOU\b|kuhou/|oshirase", "区のおしらせ「せたがや」"),
    (r"BEN\d*\b", "せたがや便利帳"),
    (r"SETAGAYAGUIDE\b|Life in Setagaya", "Life in Setagaya（区の生活ガイド）"),
    (r"EFORM:", "東京共同電子申請・届出サービス"),
    (r"COUNCIL\d*\b|mirai-gikai", "区議会の資料"),
    (r"CHOSOREN\b", "世田谷区町会総連合会のホームページ"),
    (r"KEYAKI\b", "けやきネット"),
    (r"SETAGAYATM\b", "世田谷トラストまちづくりのホームページ"),
    (r"setagaya\.co\.jp|tokyo-library\.com|tokyo-toshokan\.net|ttnavi|TTNAVI\b", "施設の案内のホームページ"),
    (r"この窓口の仕様", "この窓口のしくみ"),
)
FROM_MEMORY: Final = re.compile(r"MEM\b|memory|記憶による|要確認|手続き一覧|demo:|デモ")
OWN_MARK: Final = re.compile(r"[A-Za-z][\w.:/-]*|[A-Z]+\d+")
LAW: Final = re.compile(r"^(?:law|MEM|demo|せたがやコール): *")


def cited(source: str) -> tuple[str, ...]:
    """Each source once, in the order given; what nobody has confirmed is said once, last."""
    parts = re.split(r"; *| / ", source)
    named = dict.fromkeys(name for part in parts if (name := _named(part.strip())))
    if any(FROM_MEMORY.search(part) for part in parts):
        named[TO_CONFIRM if named else ALL_TO_CONFIRM] = None
    return tuple(named)


def _named(part: str) -> str:
    for mark, name in MARKS:
        if re.match(mark, part):
            return name
    bare = re.sub(r"（[^（）]*(?:MEM|要確認|記憶)[^（）]*）", "", LAW.sub("", part)).strip()
    if (
        OWN_MARK.fullmatch(bare.partition("（")[0])
        or bare.startswith("手続き一覧")
        or re.search(r"MEM\b|要確認|記憶による", bare)
    ):
        return ""
    return re.sub(r"（P\d+[^（）]*）", "", bare)
