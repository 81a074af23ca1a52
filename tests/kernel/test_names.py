"""Names of people, and whether a name and its ふりがな can belong together."""

import msgspec
import pytest

from madoguchi.kernel.names import KanaFit, PersonName, family_fits, fits_kana, given_fits

FITS, CANNOT_TELL, DIFFERS = KanaFit.FITS, KanaFit.CANNOT_TELL, KanaFit.DIFFERS


@pytest.mark.parametrize(
    ("written", "kana", "fit"),
    [
        ("佐藤", "サトウ", FITS),
        ("佐藤", "さとう", FITS),
        ("佐藤", "ｻﾄｳ", FITS),
        ("佐藤", "スズキ", DIFFERS),
        ("佐藤", "サイトウ", DIFFERS),
        ("田中", "ナカタ", DIFFERS),
        ("鈴木", "スズキ", FITS),
        ("高橋", "タカハシ", FITS),
        ("髙橋", "タカハシ", FITS),
        ("髙田", "タカタ", FITS),
        ("髙田", "タカダ", FITS),
        ("𠮷田", "ヨシダ", FITS),
        ("吉田", "キチダ", CANNOT_TELL),
        ("山﨑", "ヤマサキ", FITS),
        ("山﨑", "ヤマザキ", FITS),
        ("渡邉", "ワタナベ", FITS),
        ("渡邊", "ワタナベ", FITS),
        ("齋藤", "サイトウ", FITS),
        ("齊藤", "サイトウ", FITS),
        ("濵田", "ハマダ", FITS),
        ("葛\U000e0100城", "カツラギ", FITS),
        ("渡部", "ワタベ", FITS),
        ("渡部", "ワタナベ", FITS),
        ("中谷", "ナカヤ", FITS),
        ("菅野", "スガノ", FITS),
        ("新垣", "アラカキ", FITS),
        ("新垣", "シンガキ", CANNOT_TELL),
        ("東海林", "トウカイリン", CANNOT_TELL),
        ("東海林", "ショウジ", FITS),
        ("佐々木", "ササキ", FITS),
        ("一ノ瀬", "イチノセ", FITS),
        ("一ノ瀬", "イチセ", DIFFERS),
        ("関ヶ原", "セキガハラ", FITS),
        ("五十嵐", "イガラシ", FITS),
        ("小鳥遊", "タカナシ", FITS),
        ("勅使河原", "テシガワラ", FITS),
        ("服部", "ハツトリ", FITS),
        ("李", "イ", CANNOT_TELL),
        ("李", "リ", FITS),
        ("金", "キム", CANNOT_TELL),
        ("王", "ワン", CANNOT_TELL),
        ("グエン", "グエン", FITS),
        ("グエン", "グェン", DIFFERS),
        ("SMITH", "スミス", CANNOT_TELL),
        ("龘龗", "フシギ", CANNOT_TELL),
    ],
)
def test_a_surname_and_its_kana(written, kana, fit):
    assert family_fits(written, kana) is fit


@pytest.mark.parametrize(
    ("written", "kana", "fit"),
    [
        ("太郎", "タロウ", FITS),
        ("花子", "ハナコ", FITS),
        ("惠子", "ケイコ", FITS),
        ("あや", "アヤ", FITS),
        ("あや", "アユ", DIFFERS),
        ("さつ子", "サツコ", FITS),
        ("さつ子", "サチコ", DIFFERS),
        ("みすゞ", "ミスズ", FITS),
        ("きみゑ", "キミエ", FITS),
        ("かをり", "カオリ", FITS),
        ("かほり", "カオリ", CANNOT_TELL),
        ("大翔", "ヒロト", FITS),
        ("翔", "ツバサ", CANNOT_TELL),
        ("陽葵", "ヒマリ", CANNOT_TELL),
        ("心愛", "ココア", CANNOT_TELL),
        ("希空", "ノア", CANNOT_TELL),
        ("月", "ライト", CANNOT_TELL),
        ("七音", "ドレミ", CANNOT_TELL),
        ("志", "ココロザシ", FITS),
        ("太郎", "ヤマダタロウハナコサブロウタ", DIFFERS),
        ("ジョン・アラン", "ジョン アラン", FITS),
        ("Anna", "アンナ", CANNOT_TELL),
        ("太郎", "", DIFFERS),
        ("太郎", "太郎", FITS),
        ("太郎", "たろー", CANNOT_TELL),
        ("", "", FITS),
    ],
)
def test_a_given_name_and_its_kana(written, kana, fit):
    assert given_fits(written, kana) is fit


@pytest.mark.parametrize(
    ("name", "kana", "fit"),
    [
        (PersonName("佐藤", "花子"), PersonName("サトウ", "ハナコ"), FITS),
        (PersonName("佐藤", "陽葵"), PersonName("サトウ", "ヒマリ"), CANNOT_TELL),
        (PersonName("佐藤", "花子"), PersonName("ハナコ", "サトウ"), DIFFERS),
        (PersonName("スハルト"), PersonName("スハルト"), FITS),
        (PersonName("佐藤", "あや"), PersonName("サトウ", "アユ"), DIFFERS),
    ],
)
def test_a_whole_name_differs_when_either_part_does(name, kana, fit):
    assert fits_kana(name, kana) is fit


@pytest.mark.parametrize("hostile", ["\0", "(" * 50, "山" * 10_000, "\ud842", "山\udfff々", "[ァ-ヺ]{2}", "ヽヾ々々"])
def test_any_text_is_compared_without_an_error(hostile):
    found = {family_fits(hostile, "ヤマダ"), given_fits("山田", hostile), given_fits(hostile, hostile)}
    assert found <= set(KanaFit)


def test_a_full_name_is_written_as_its_owner_writes_it():
    assert PersonName("髙田", "𠮷郎").full == "髙田\u3000𠮷郎"
    assert PersonName("SMITH", "JOHN").full == "SMITH JOHN"
    assert PersonName("スハルト").full == "スハルト"


def test_a_name_decodes_without_unknown_keys():
    assert msgspec.convert({"family": "髙田"}, PersonName) == PersonName("髙田")
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"surname": "髙田"}, PersonName)
