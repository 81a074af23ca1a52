"""Defects as they came in 2020, planted where a person types: a name in the account-number box, another's account, no
paper, not the head of the household, once more after the first … Each says at which questions it must be caught.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bench.careful import FAMILIES, GIVEN, Application, Name, Typed
from madoguchi.kernel import ids, japanese_dates

Plant = Callable[[Application, random.Random, date], None]
BENEFIT, CHILD = ("benefit-2026",), ("child-allowance",)
BOTH = (*BENEFIT, *CHILD)
ACCOUNT = ("pay_account", "account_way")


@dataclass(frozen=True)
class Defect:
    """`where` are the questions one of which an alarm must point to; `weight` how often it comes."""

    id: str
    words: str
    plant: Plant
    where: tuple[str, ...]
    on: tuple[str, ...] = BOTH
    weight: int = 1


REPEAT = Defect("repeat", "同じ人がもう一度（15回まで）", lambda _made, _dice, _today: None, (), weight=6)


def _set(typed: Typed, said: Mapping[str, str]) -> None:
    typed.update({path: [value] for path, value in said.items()})


def _date(typed: Typed, path: str, day: date) -> None:
    era = japanese_dates.era_of(day)
    said = (era.name, str(era.year_of(day)), str(day.month), str(day.day))
    _set(typed, {f"{path}.{part}": v for part, v in zip(("era", "year", "month", "day"), said, strict=True)})


def _boxes(path: str, value: Callable[[Application, random.Random], str]) -> Plant:
    def plant(made: Application, dice: random.Random, _today: date) -> None:
        _with_account(made, dice) if path.startswith("pay_account") else None
        made.typed[path] = [value(made, dice)]

    return plant


def _with_account(made: Application, dice: random.Random) -> None:
    """The account is written, as four in five did in 2020."""
    if made.typed["account_way"] != ["write"]:
        said = {"bank": "0001", "branch": "001", "type": "ordinary", "number": f"{dice.randint(1, 9_999_998):07}"}
        _set(made.typed, {f"pay_account.{part}": v for part, v in said.items()} | {"account_way": "write"})
        made.typed["pay_account.holder"] = [made.applicant.name.kana]
        made.files.add("pay_account_proof")


def _kana(made: Application, family: str, given: str, path: str = "applicant_kana") -> None:
    _set(made.typed, {f"{path}.family": family, f"{path}.given": given})


def _another(made: Application, dice: random.Random) -> Name:
    name = made.applicant.name
    family = dice.choice([f for f in FAMILIES if f[1][0] != name.family[1][0] and f[0] != name.family[0]])
    return Name(family, dice.choice([g for g in GIVEN if g[1] != name.given[1]]))


def _other_kana(made: Application, dice: random.Random, _today: date) -> None:
    name = _another(made, dice)
    _kana(made, name.family[1], name.given[1])


def _relatives_kana(made: Application, dice: random.Random, _today: date) -> None:
    """The reading of somebody else in the family: the family name is right."""
    _kana(made, made.applicant.name.family[1], _another(made, dice).given[1])


def _kana_slip(made: Application, dice: random.Random, _today: date) -> None:
    family = made.applicant.name.family[1]
    at = dice.randrange(len(family))
    _kana(made, family[:at] + dice.choice("アカサタナハマヤラ") + family[at + 1 :] + "ヌ", made.applicant.name.given[1])


def _kanji_as_kana(made: Application, _dice: random.Random, _today: date) -> None:
    _kana(made, made.applicant.name.family[0] + "氏", made.applicant.name.given[0])


def _kana_turned(made: Application, _dice: random.Random, _today: date) -> None:
    _kana(made, made.applicant.name.given[1], made.applicant.name.family[1])


def _name_in_one_box(made: Application, _dice: random.Random, _today: date) -> None:
    _set(made.typed, {"applicant_name.family": made.applicant.name.written, "applicant_name.given": ""})


def _name_turned(made: Application, _dice: random.Random, _today: date) -> None:
    name = made.applicant.name
    _set(made.typed, {"applicant_name.family": name.given[0], "applicant_name.given": name.family[0]})


def _born_today(made: Application, _dice: random.Random, today: date) -> None:
    _date(made.typed, "applicant_birthdate", today)


def _wrong_era(made: Application, dice: random.Random, _today: date) -> None:
    """The year of one era under the name of another."""
    born = made.applicant.birthdate
    era = japanese_dates.era_of(born)
    other = "平成" if era.name == "昭和" else dice.choice(["昭和", "令和"])
    _date(made.typed, "applicant_birthdate", born)
    _set(made.typed, {"applicant_birthdate.era": other, "applicant_birthdate.year": str(era.year_of(born))})


def _no_such_day(made: Application, dice: random.Random, _today: date) -> None:
    _set(made.typed, {"applicant_birthdate.month": dice.choice(["2", "13"]), "applicant_birthdate.day": "31"})


def _nobody_agrees(made: Application, dice: random.Random, _today: date) -> None:
    consent = dice.choice([path for path in made.typed if path.endswith("_consent")])
    del made.typed[consent]


def _left_out(*heads: str) -> Plant:
    def plant(made: Application, dice: random.Random, _today: date) -> None:
        head = dice.choice(heads)
        for path in [path for path in made.typed if path.partition(".")[0] == head]:
            made.typed[path] = [""]
        made.where = (head,)

    return plant


def _outside(made: Application, dice: random.Random, _today: date) -> None:
    code, prefecture, city, town = dice.choice(
        [
            ("1500002", "東京都", "渋谷区", "渋谷二丁目"),
            ("2130001", "神奈川県", "川崎市高津区", "溝口"),
            ("1680082", "東京都", "杉並区", "久我山"),
            ("2010013", "東京都", "狛江市", "元和泉"),
        ]
    )
    said = {"postcode": code, "prefecture": prefecture, "city": city, "town": town}
    _set(made.typed, {f"applicant_address.{part}": value for part, value in said.items()})


def _other_postcode(made: Application, dice: random.Random, _today: date) -> None:
    made.typed["applicant_address.postcode"] = [dice.choice(["1000001", "1500002", "5300001", "2130001"])]


def _nobody_householder(made: Application, _dice: random.Random, _today: date) -> None:
    """The spouse applies, and says who the head is."""
    _second_applies(made)


def _claims_to_be_head(made: Application, _dice: random.Random, _today: date) -> None:
    """The spouse applies and calls themselves head."""
    _second_applies(made)
    _set(made.typed, {"household_members.1.relation": "spouse", "household_members.2.relation": "head"})


def _second_applies(made: Application) -> None:
    second = made.household[1]
    name = second.name
    _set(made.typed, {"applicant_name.family": name.family[0], "applicant_name.given": name.given[0]})
    _kana(made, name.family[1], name.given[1])
    _date(made.typed, "applicant_birthdate", second.birthdate)
    if made.typed["account_way"] == ["write"]:
        made.typed["pay_account.holder"] = [name.kana]


def _row_again(group: str) -> Plant:
    def plant(made: Application, _dice: random.Random, _today: date) -> None:
        last = len(made.typed[f"{group}.rows"])
        for path in [path for path in made.typed if path.startswith(f"{group}.{last}.")]:
            made.typed[path.replace(f".{last}.", f".{last + 1}.")] = list(made.typed[path])
        made.typed[f"{group}.rows"].append(str(last + 1))

    return plant


def _nobody_is_head(made: Application, _dice: random.Random, _today: date) -> None:
    made.typed["household_members.1.relation"] = ["other"]


def _two_heads(made: Application, _dice: random.Random, _today: date) -> None:
    made.typed["household_members.2.relation"] = ["head"]


def _member_left_out(made: Application, _dice: random.Random, _today: date) -> None:
    """Everybody but oneself."""
    for path in [path for path in made.typed if path.startswith("household_members.1.")]:
        del made.typed[path]
    made.typed["household_members.rows"].remove("1")


def _wrong_number(made: Application, dice: random.Random, _today: date) -> None:
    number = list(made.typed["benefit_number"][0].translate(str.maketrans("０１２３４５６７８９", "0123456789")))
    at = dice.randrange(2, len(number))
    number[at] = dice.choice([digit for digit in "0123456789" if digit != number[at]])
    made.typed["benefit_number"] = ["".join(number)]


def _last_years_number(made: Application, dice: random.Random, _today: date) -> None:
    made.typed["benefit_number"] = [ids.with_check_digit(f"25{dice.randrange(10**7):07}")]


def _does_not_qualify(made: Application, dice: random.Random, _today: date) -> None:
    head = dice.choice(["all_dependents", "undeclared", "treaty", "received_elsewhere"])
    made.typed[head], made.where = ["true"], (head,)


def _no_proxy_paper(made: Application, dice: random.Random, _today: date) -> None:
    name = _another(made, dice)
    _set(
        made.typed,
        {"filled_by": dice.choice(["guardian", "helper"]), "proxy_relation": "弟", "proxy_reason": "高齢のため"},
    )
    _set(made.typed, {"proxy_name.family": name.family[0], "proxy_name.given": name.given[0]})
    made.files.discard("proxy_paper")


def _no_account_paper(made: Application, dice: random.Random, _today: date) -> None:
    _with_account(made, dice)
    made.files.discard("pay_account_proof")


def _event_in_future(made: Application, dice: random.Random, today: date) -> None:
    _date(made.typed, "event_date", today + timedelta(days=dice.randint(2, 60)))


def _event_last_year(made: Application, _dice: random.Random, _today: date) -> None:
    _date(made.typed, "event_date", made.household[2].birthdate - timedelta(days=365))


def _event_is_another_day(made: Application, dice: random.Random, _today: date) -> None:
    _date(made.typed, "event_date", made.household[2].birthdate - timedelta(days=dice.randint(1, 10)))


def _own_birthdate_as_childs(made: Application, _dice: random.Random, _today: date) -> None:
    _date(made.typed, "children.1.birthdate", made.applicant.birthdate)


def _childs_birthdate_as_own(made: Application, _dice: random.Random, _today: date) -> None:
    _date(made.typed, "applicant_birthdate", made.household[2].birthdate)


def _self_as_spouse(made: Application, _dice: random.Random, _today: date) -> None:
    name, typed = made.applicant.name, made.typed
    _set(typed, {"spouse_name.family": name.family[0], "spouse_name.given": name.given[0]})
    _kana(made, name.family[1], name.given[1], "spouse_kana")
    _date(typed, "spouse_birthdate", made.applicant.birthdate)


def _not_the_higher_earner(made: Application, _dice: random.Random, _today: date) -> None:
    made.typed["higher_income"] = ["spouse"]


def _paid_by_employer(made: Application, _dice: random.Random, _today: date) -> None:
    _set(made.typed, {"employment": "public_servant", "public_servant_paid": "employer", "pension": "mutual"})


def _spouses_account(made: Application, dice: random.Random) -> str:
    return f"{made.applicant.name.family[1]} {_another(made, dice).given[1]}"


def _holder_slip(made: Application, dice: random.Random) -> str:
    kana = made.applicant.name.kana
    at = dice.randrange(len(kana))
    return kana[:at] + ("ヌ" if kana[at] != "ヌ" else "ラ") + kana[at + 1 :]


NAME = ("applicant_name", "applicant_kana")
DEFECTS = [
    REPEAT,
    Defect("name_as_number", "口座番号の欄に氏名", _boxes("pay_account.number", lambda m, _: m.applicant.name.written), ACCOUNT, weight=4),
    Defect("number_short", "口座番号が短い", _boxes("pay_account.number", lambda _, d: str(d.randint(100, 999_999))), ACCOUNT, weight=4),
    Defect("number_long", "口座番号が長い（ゆうちょの番号のままなど）", _boxes("pay_account.number", lambda _, d: f"{d.randint(10**6, 10**7)}1"), ACCOUNT, weight=3),
    Defect("number_of_zeros", "口座番号が0ばかり", _boxes("pay_account.number", lambda _, __: "0000000"), ACCOUNT),
    Defect("sign_as_branch", "支店の欄にゆうちょの記号", _boxes("pay_account.branch", lambda _, d: f"1{d.randint(0, 999):03}0"), ACCOUNT, weight=2),
    Defect("no_such_branch", "ない支店", _boxes("pay_account.branch", lambda _, d: d.choice(["さくら山", "中央駅前本店営業部", "本店の近く"])), ACCOUNT, weight=2),
    Defect("no_such_bank", "ない金融機関", _boxes("pay_account.bank", lambda _, d: d.choice(["銀行", "せたがや中央信託", "キャッシュカード"])), ACCOUNT),
    Defect("holder_is_another", "口座が家族の名義", _boxes("pay_account.holder", _spouses_account), ACCOUNT, weight=4),
    Defect("holder_slip", "名義カナの打ち間違い", _boxes("pay_account.holder", _holder_slip), ACCOUNT, weight=3),
    Defect("holder_in_kanji", "名義が漢字", _boxes("pay_account.holder", lambda m, _: m.applicant.name.family[0] + "漢"), ACCOUNT, weight=3),
    Defect("kana_of_another", "フリガナが別の人", _other_kana, (*NAME, *ACCOUNT), weight=2),
    Defect("kana_of_relative", "フリガナの名が家族のもの", _relatives_kana, (*NAME, *ACCOUNT), weight=2),
    Defect("kana_slip", "フリガナの打ち間違い", _kana_slip, (*NAME, *ACCOUNT), weight=3),
    Defect("kanji_as_kana", "フリガナの欄に漢字", _kanji_as_kana, NAME, weight=2),
    Defect("kana_turned", "フリガナの姓と名が逆", _kana_turned, (*NAME, *ACCOUNT)),
    Defect("name_in_one_box", "氏名を1つの欄に", _name_in_one_box, NAME, weight=2),
    Defect("name_turned", "氏名の姓と名が逆", _name_turned, (*NAME, "household_members")),
    Defect("born_today", "生年月日に申請の日", _born_today, ("applicant_birthdate", "household_members", "children"), weight=2),
    Defect("wrong_era", "年号の選び間違い", _wrong_era, ("applicant_birthdate", "household_members", "children"), weight=2),
    Defect("no_such_day", "ない日付", _no_such_day, ("applicant_birthdate",), weight=2),
    Defect("no_consent", "同意がない", _nobody_agrees, ("register_consent", "return_consent", "truth_consent"), weight=2),
    Defect("left_out", "要る欄が空", _left_out("applicant_name", "applicant_kana", "applicant_phone", "applicant_address", "account_way"), (), weight=3),
    Defect("outside", "住所が区の外", _outside, ("applicant_address",), weight=3),
    Defect("no_such_town", "ない町名", _boxes("applicant_address.town", lambda _, d: d.choice(["世田谷九丁目", "東京都世田谷区", "三軒茶屋駅前"])), ("applicant_address",)),
    Defect("no_block", "番地がない", _boxes("applicant_address.block", lambda _, d: d.choice(["", "同上", "なし", "メゾン桜"])), ("applicant_address",), weight=2),
    Defect("other_postcode", "郵便番号がほかの町のもの", _other_postcode, ("applicant_address",)),
    Defect("phone_short", "電話番号の桁が足りない", _boxes("applicant_phone", lambda _, d: d.choice(["5432-1111", "090-1234-567", "03"])), ("applicant_phone",)),
    Defect("mail_broken", "メールアドレスの形でない", _boxes("applicant_email", lambda _, d: d.choice(["hanako.example.jp", "hanako@", "@example.jp", "hanako@example"])), ("applicant_email",)),
    Defect("mail_slip", "メールアドレスのドメインの打ち間違い", _boxes("applicant_email", lambda _, d: d.choice(["hanako@gmial.com", "hanako@docomo.ne.jo", "hanako@yahoo.co.jo", "hanako@gmail.con"])), ("applicant_email",)),
    Defect("not_householder", "世帯主でない人が申請", _nobody_householder, ("household_members", "applicant_name", "benefit_number", "applicant_birthdate"), BENEFIT, 4),
    Defect("claims_to_be_head", "世帯主でない人が、世帯主として申請", _claims_to_be_head, ("household_members", "applicant_name", "benefit_number", "applicant_birthdate"), BENEFIT, 2),
    Defect("no_head", "世帯に世帯主がいない", _nobody_is_head, ("household_members",), BENEFIT),
    Defect("two_heads", "世帯主が2人", _two_heads, ("household_members",), BENEFIT),
    Defect("self_left_out", "自分を世帯に書き忘れ", _member_left_out, ("household_members",), BENEFIT),
    Defect("member_twice", "同じ世帯員を2回", _row_again("household_members"), ("household_members",), BENEFIT),
    Defect("wrong_number", "照会番号の打ち間違い", _wrong_number, ("benefit_number",), BENEFIT, 3),
    Defect("last_years_number", "去年の照会番号", _last_years_number, ("benefit_number",), BENEFIT),
    Defect("does_not_qualify", "要件に当てはまらない", _does_not_qualify, (), BENEFIT, 2),
    Defect("no_proxy_paper", "代理の書類がない", _no_proxy_paper, ("proxy_paper",), BENEFIT, 3),
    Defect("no_account_paper", "口座の書類がない", _no_account_paper, ("pay_account_proof",), BENEFIT, 3),
    Defect("event_in_future", "日付が先の日", _event_in_future, ("event_date", "children"), CHILD, 2),
    Defect("event_last_year", "日付が1年前", _event_last_year, ("event_date", "children"), CHILD, 2),
    Defect("event_is_another_day", "生まれた日と申請の理由の日が違う", _event_is_another_day, ("event_date", "children"), CHILD, 2),
    Defect("own_birthdate_as_childs", "子の生年月日に自分のもの", _own_birthdate_as_childs, ("event_date", "children", "applicant_birthdate"), CHILD, 2),
    Defect("childs_birthdate_as_own", "自分の生年月日に子のもの", _childs_birthdate_as_own, ("children", "applicant_birthdate"), CHILD, 2),
    Defect("child_twice", "同じ子を2回", _row_again("children"), ("children",), CHILD),
    Defect("self_as_spouse", "配偶者の欄に自分", _self_as_spouse, ("spouse_name", "spouse_kana", "spouse_birthdate"), CHILD),
    Defect("not_the_higher_earner", "所得の高いほうでない", _not_the_higher_earner, ("higher_income",), CHILD, 2),
    Defect("paid_by_employer", "勤務先に申請する公務員", _paid_by_employer, ("employment", "public_servant_paid"), CHILD, 2),
]  # fmt: skip
NEEDS_TWO = {"not_householder", "claims_to_be_head", "two_heads", "self_left_out"}


def planted(made: Application, dice: random.Random, today: date) -> Application:
    """Put one defect that fits into what was typed."""
    fitting = [
        defect
        for defect in DEFECTS
        if made.procedure in defect.on and (len(made.household) > 1 or defect.id not in NEEDS_TWO)
    ]
    defect = dice.choices(fitting, weights=[one.weight for one in fitting])[0]
    defect.plant(made, dice, today)
    made.defect, made.where = defect.id, defect.where or made.where
    return made


def repeated(first: Application, dice: random.Random) -> Application:
    """The same person once more, perhaps in another way of writing: with a space, another form of a character."""
    again = Application(first.procedure, first.household, first.town, first.block, dict(first.typed), set(first.files))
    again.defect = REPEAT.id
    family = first.typed["applicant_name.family"][0]
    style = dice.choice(["same", "same", "space", "glyph", "western year", "another day"])
    if style == "space":
        again.typed["applicant_name.family"] = [f"\u3000{family} "]
    if style == "glyph":
        again.typed["applicant_name.family"] = [family.translate(str.maketrans("髙邊齋𠮷濵", "高辺斎吉浜"))]
    if style == "western year":
        born = first.applicant.birthdate
        _date(again.typed, "applicant_birthdate", born)
    if style == "another day" and "event_date.day" in first.typed:
        _date(again.typed, "event_date", first.household[2].birthdate - timedelta(days=dice.randint(1, 3)))
        again.where = ("event_date", "children")
    return again
