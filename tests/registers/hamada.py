"""The household of the first example of 物価高騰対応臨時給付金, as the register has it."""

from tests.registers.extracts import HANAKO

ISAMU = HANAKO | {
    "宛名番号": "0000000101",
    "世帯番号": "4000000101",
    "氏名": "濵田　勇",
    "氏名カナ": "ハマダ　イサム",
    "生年月日": "1985-03-03",
    "性別": "1",
    "郵便番号": "1560044",
    "町名": "赤堤五丁目",
    "番地": "31番5号",
    "方書": "",
    "口座名義カナ": "ﾊﾏﾀﾞ ｲｻﾑ",
}


def of_his(number: int, name: str, kana: str, born: str, relation: str) -> dict[str, str]:
    said = {"氏名": f"濵田　{name}", "氏名カナ": f"ハマダ　{kana}", "生年月日": born, "続柄": relation, "世帯主": "0"}
    return ISAMU | said | {"宛名番号": f"{number:010}", "口座名義カナ": ""}


HAMADA = (
    ISAMU,
    of_his(102, "久美", "クミ", "1986-08-08", "妻"),
    of_his(103, "学", "マナブ", "2008-04-02", "子"),
    of_his(104, "花", "ハナ", "2015-10-10", "子"),
)
