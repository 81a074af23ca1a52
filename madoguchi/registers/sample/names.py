"""Names for invented people, with the glyphs that real registers hold. Frequencies are a guess, not statistics."""

# 姓 カナ 重み。同じ姓の異なる字は、それぞれ1行。
_SURNAMES = """
佐藤 サトウ 150/鈴木 スズキ 140/高橋 タカハシ 95/髙橋 タカハシ 20/田中 タナカ 110/渡辺 ワタナベ 60/渡邊 ワタナベ 15
渡邉 ワタナベ 15/伊藤 イトウ 85/山本 ヤマモト 85/中村 ナカムラ 85/小林 コバヤシ 85/加藤 カトウ 75/吉田 ヨシダ 60/𠮷田 ヨシダ 6
山田 ヤマダ 65/佐々木 ササキ 55/山口 ヤマグチ 50/松本 マツモト 50/井上 イノウエ 48/木村 キムラ 48/林 ハヤシ 42/斎藤 サイトウ 25
齋藤 サイトウ 12/齊藤 サイトウ 10/斉藤 サイトウ 14/清水 シミズ 45/山崎 ヤマザキ 30/山﨑 ヤマザキ 8/阿部 アベ 30/森 モリ 40
池田 イケダ 38/橋本 ハシモト 36/石川 イシカワ 38/中島 ナカジマ 28/中嶋 ナカジマ 6/前田 マエダ 34/藤田 フジタ 32/小川 オガワ 36
岡田 オカダ 32/後藤 ゴトウ 32/長谷川 ハセガワ 34/村上 ムラカミ 30/近藤 コンドウ 32/石井 イシイ 34/坂本 サカモト 30/遠藤 エンドウ 30
青木 アオキ 30/藤井 フジイ 28/西村 ニシムラ 26/福田 フクダ 26/太田 オオタ 26/三浦 ミウラ 24/藤原 フジワラ 22/岡本 オカモト 24
松田 マツダ 24/中川 ナカガワ 22/中野 ナカノ 24/原田 ハラダ 24/小野 オノ 24/田村 タムラ 24/竹内 タケウチ 22/金子 カネコ 24
和田 ワダ 20/中山 ナカヤマ 20/石田 イシダ 20/上田 ウエダ 20/森田 モリタ 20/柴田 シバタ 18/酒井 サカイ 18/工藤 クドウ 16/横山 ヨコヤマ 18
宮崎 ミヤザキ 14/宮﨑 ミヤザキ 5/内田 ウチダ 18/高木 タカギ 16/髙木 タカギ 4/安藤 アンドウ 16/島田 シマダ 16/谷口 タニグチ 14/大野 オオノ 16
丸山 マルヤマ 14/今井 イマイ 16/河野 コウノ 8/藤本 フジモト 14/村田 ムラタ 14/武田 タケダ 14/上野 ウエノ 14/杉山 スギヤマ 14/増田 マスダ 14
平野 ヒラノ 14/大塚 オオツカ 14/千葉 チバ 12/久保 クボ 12/松井 マツイ 12/岩崎 イワサキ 10/岩﨑 イワサキ 3/桜井 サクライ 8/櫻井 サクライ 4
木下 キノシタ 10/野口 ノグチ 12/松尾 マツオ 10/菊地 キクチ 10/野村 ノムラ 12/新井 アライ 14/渡部 ワタナベ 8/佐野 サノ 10/杉本 スギモト 10
大西 オオニシ 8/古川 フルカワ 10/浜田 ハマダ 6/濱田 ハマダ 3/濵田 ハマダ 2/市川 イチカワ 12/小松 コマツ 8/高野 タカノ 8/髙野 タカノ 2
水野 ミズノ 10/桑原 クワバラ 6/桒原 クワバラ 1/山内 ヤマウチ 8/西田 ニシダ 8/菊池 キクチ 8/荒井 アライ 6/徳田 トクダ 3/德田 トクダ 1
広瀬 ヒロセ 4/廣瀬 ヒロセ 3/国分 コクブ 2/沢田 サワダ 4/澤田 サワダ 4/葛󠄀西 カサイ 1/辻󠄀 ツジ 2/榊󠄀原 サカキバラ 1/柳田 ヤナギダ 3/栁田 ヤナギダ 1
五十嵐 イガラシ 8/小笠原 オガサワラ 4/東海林 ショウジ 1/勅使河原 テシガワラ 1/一ノ瀬 イチノセ 2/都筑 ツヅキ 1/二階堂 ニカイドウ 1
"""
_WOMEN = {
    1925: "和子 カズコ/幸子 サチコ/節子 セツコ/洋子 ヨウコ/美代子 ミヨコ/キヨ キヨ/ハル ハル/靜子 シズコ/トミ トミ/文子 フミコ/惠子 ケイコ/きみゑ キミエ",
    1950: "恵子 ケイコ/由美子 ユミコ/洋子 ヨウコ/久美子 クミコ/裕子 ユウコ/明美 アケミ/真由美 マユミ/智子 トモコ/陽子 ヨウコ/直美 ナオミ/京子 キョウコ",
    1975: "陽子 ヨウコ/智子 トモコ/久美子 クミコ/愛 アイ/美穂 ミホ/麻衣 マイ/香織 カオリ/絵里 エリ/彩 アヤ/麻美 アサミ/友美 トモミ/千尋 チヒロ/かほり カオリ",
    1995: "美咲 ミサキ/彩花 アヤカ/七海 ナナミ/葵 アオイ/萌 モエ/優花 ユウカ/さくら サクラ/凜 リン/眞子 マコ/みすゞ ミスズ/陽菜 ヒナ/遥 ハルカ",
    2010: "陽葵 ヒマリ/凛 リン/結菜 ユイナ/莉子 リコ/芽依 メイ/澪 ミオ/結愛 ユア/ひかり ヒカリ/咲良 サクラ/心春 コハル/紬 ツムギ/詩 ウタ",
}
_MEN = {
    1925: "茂 シゲル/清 キヨシ/正雄 マサオ/勇 イサム/武 タケシ/實 ミノル/三郎 サブロウ/義雄 ヨシオ/昭 アキラ/博 ヒロシ/廣 ヒロシ",
    1950: "誠 マコト/浩 ヒロシ/修 オサム/隆 タカシ/和彦 カズヒコ/健一 ケンイチ/哲也 テツヤ/聡 サトシ/淳 ジュン/浩二 コウジ/眞 マコト/剛 ツヨシ",
    1975: "大輔 ダイスケ/健太 ケンタ/直樹 ナオキ/学 マナブ/達也 タツヤ/翔太 ショウタ/拓也 タクヤ/亮 リョウ/慎一 シンイチ/雄太 ユウタ/祐介 ユウスケ",
    1995: "翔 ショウ/大輝 ダイキ/拓海 タクミ/蓮 レン/颯太 ソウタ/健人 ケント/海斗 カイト/優斗 ユウト/駿 シュン/陸 リク/太一 タイチ",
    2010: "蒼 アオイ/湊 ミナト/陽翔 ハルト/律 リツ/悠真 ユウマ/朝陽 アサヒ/大翔 ヒロト/樹 イツキ/碧 アオ/新 アラタ/伊織 イオリ/昊 ソラ",
}
# 国籍 → (姓のつづり カナ) と (名のつづり カナ)。通称は、日本の姓を名のる人が持つ。
_ABROAD = {
    "中国": (
        "WANG ワン/LI リー/ZHANG チャン/LIU リウ/CHEN チェン/YANG ヤン",
        "WEI ウェイ/FANG ファン/MIN ミン/JING ジン/LEI レイ/YAN イェン/HAORAN ハオラン",
    ),
    "韓国": (
        "KIM キム/LEE イ/PARK パク/CHOI チェ/JUNG チョン/KANG カン",
        "MINJUN ミンジュン/SEOYEON ソヨン/JIHO ジホ/HAEUN ハウン/YOUNGHO ヨンホ/SOOJIN スジン",
    ),
    "米国": (
        "SMITH スミス/JOHNSON ジョンソン/MILLER ミラー/DAVIS デイヴィス/O'BRIEN オブライエン",
        "EMILY MARIE エミリー マリー/JAMES ジェームズ/OLIVIA オリヴィア/MICHAEL JOSEPH マイケル ジョセフ/NOAH ノア",
    ),
    "台湾": ("LIN リン/HUANG ホァン/CHANG チャン/WU ウー", "CHIAHAO ジャハオ/YITING イーティン/PEICHEN ペイチェン"),
    "ベトナム": (
        "NGUYEN グエン/TRAN チャン/LE レ/PHAM ファム",
        "VAN ANH ヴァン アン/THI HOA ティ ホア/MINH TUAN ミン トゥアン",
    ),
    "その他": (
        "SHARMA シャルマ/DUBOIS デュボワ/MUELLER ミュラー/SANTOS サントス/GURUNG グルン/BROWN ブラウン",
        "ANJALI アンジャリ/PIERRE ピエール/HANNAH ハンナ/MARIA CLARA マリア クララ/BISHAL ビシャル/OLIVER オリヴァー",
    ),
}
_ALIASES = "金田 カネダ/新井 アライ/山本 ヤマモト/木下 キノシタ/安田 ヤスダ/林 ハヤシ"
_STREETS = "コーポ/ハイツ/メゾン/グランド/サンライズ/パーク/レジデンス/第二コーポ/シャトー/ヴィラ"

Spelled = tuple[str, str]


def _pairs(text: str) -> list[Spelled]:
    """Each entry: the written form up to the first kana word, then its reading."""
    found = []
    for entry in text.replace("\n", "/").split("/"):
        words = entry.split()
        if words:
            half = len(words) // 2
            found.append((" ".join(words[:half]), " ".join(words[half:])))
    return found


def _weighted(text: str) -> tuple[list[Spelled], list[int]]:
    rows = [entry.split() for entry in text.replace("\n", "/").split("/") if entry]
    return [(row[0], row[1]) for row in rows], [int(row[2]) for row in rows]


SURNAMES, SURNAME_WEIGHTS = _weighted(_SURNAMES)
GIVEN: dict[str, dict[int, list[Spelled]]] = {
    "female": {since: _pairs(names) for since, names in _WOMEN.items()},
    "male": {since: _pairs(names) for since, names in _MEN.items()},
}
ERAS = (2010, 1995, 1975, 1950, 1925)
ABROAD = {nation: (_pairs(families), _pairs(givens)) for nation, (families, givens) in _ABROAD.items()}
ALIASES = _pairs(_ALIASES)
BUILDINGS = _STREETS.split("/")


def era_of(year: int) -> int:
    """The beginning of the years in which a name was given."""
    return next((since for since in ERAS if year >= since), ERAS[-1])
