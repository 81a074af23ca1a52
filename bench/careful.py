"""People who make no mistake, each writing in a way of their own: hiragana or half width for kana, the Western year or
the era, dashes or 丁目. `typed` is what stands in the boxes, by their names in the form.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from madoguchi.definitions.situation import Situation
from madoguchi.kernel import ids, japanese_dates
from madoguchi.kernel.bank_accounts import holder_for_bank

Typed = dict[str, list[str]]

# Common names, and those a machine reads with trouble: rare readings, given names of these years, names from abroad.
FAMILIES = [tuple(pair.split("/")) for pair in ["佐藤/サトウ", "鈴木/スズキ", "髙橋/タカハシ", "田中/タナカ", "渡邊/ワタナベ", "山本/ヤマモト", "中村/ナカムラ", "小林/コバヤシ", "加藤/カトウ", "吉田/ヨシダ", "山田/ヤマダ", "佐々木/ササキ", "山口/ヤマグチ", "松本/マツモト", "井上/イノウエ", "木村/キムラ", "林/ハヤシ", "斎藤/サイトウ", "齋藤/サイトウ", "清水/シミズ", "山崎/ヤマザキ", "山崎/ヤマサキ", "中島/ナカジマ", "中島/ナカシマ", "池田/イケダ", "橋本/ハシモト", "阿部/アベ", "石川/イシカワ", "長谷川/ハセガワ", "服部/ハットリ", "五十嵐/イガラシ", "東海林/ショウジ", "小鳥遊/タカナシ", "神戸/カンベ", "金/キム", "李/イ", "王/オウ", "張/チョウ", "陳/チン", "黄/コウ", "大谷/オオタニ", "大谷/オオヤ", "新田/ニッタ", "長田/オサダ", "長田/ナガタ", "羽生/ハニュウ", "羽生/ハブ", "菅/カン", "菅/スガ", "辻󠄀/ツジ", "𠮷川/ヨシカワ", "濵田/ハマダ", "スミス/スミス", "グエン/グエン"]]  # fmt: skip
GIVEN = [tuple(pair.split("/")) for pair in ["花子/ハナコ", "太郎/タロウ", "美咲/ミサキ", "健一/ケンイチ", "直樹/ナオキ", "由美/ユミ", "恵子/ケイコ", "誠/マコト", "明/アキラ", "幸子/サチコ", "学/マナブ", "智子/トモコ", "翔/ショウ", "翔/カケル", "陽翔/ハルト", "心愛/ココア", "結愛/ユア", "大翔/ヒロト", "大翔/ヤマト", "陽葵/ヒマリ", "凛/リン", "蓮/レン", "湊/ミナト", "紬/ツムギ", "颯太/ソウタ", "莉子/リコ", "あおい/アオイ", "さくら/サクラ", "りょう/リョウ", "純一/ジュンイチ", "順子/ジュンコ", "京子/キョウコ", "裕之/ヒロユキ", "雄一郎/ユウイチロウ", "真由美/マユミ", "英明/ヒデアキ", "光/ヒカル", "光/ヒカリ", "翼/ツバサ", "マリア/マリア", "ジョン/ジョン", "海音/カノン", "月/ルナ", "七海/ナナミ"]]  # fmt: skip
BANKS = [("0001", "001"), ("みずほ銀行", "001"), ("0005", "001"), ("9900", "〇一八"), ("ゆうちょ銀行", "018")]
HALF_WIDTH_DIGITS = str.maketrans("0123456789-", "０１２３４５６７８９−")


@dataclass(frozen=True)
class Name:
    family: tuple[str, str]
    given: tuple[str, str]

    @property
    def written(self) -> str:
        return f"{self.family[0]} {self.given[0]}"

    @property
    def kana(self) -> str:
        return f"{self.family[1]} {self.given[1]}"


@dataclass(frozen=True)
class Member:
    """Somebody of the household as the register knows them."""

    name: Name
    birthdate: date
    relation: str


@dataclass
class Application:
    """What one person types, and what is true of them. `files` are questions with a paper attached."""

    procedure: str
    household: list[Member]
    town: str
    block: str
    typed: Typed
    files: set[str] = field(default_factory=set)
    defect: str = ""
    where: tuple[str, ...] = ()

    @property
    def applicant(self) -> Member:
        return self.household[0]


class Crowd:
    """Makes careful people, the same for the same seed."""

    def __init__(self, seed: int, at: Situation) -> None:
        self.dice, self.at, self.serial = random.Random(seed), at, 0

    def application(self, procedure: str) -> Application:
        self.serial += 1
        made = self._benefit() if procedure == "benefit-2026" else self._child_allowance()
        made.procedure = procedure
        return made

    def _benefit(self) -> Application:
        dice = self.dice
        made = self._person(self._family(dice.choice([1, 1, 2, 3, 4])))
        typed = made.typed
        typed["benefit_number"] = [self._digits(ids.with_check_digit(f"26{self.serial:07}"))]
        self._put(typed, {"intention": "receive", "filled_by": "head"})
        for n, member in enumerate(made.household, start=1):
            self._member(typed, f"household_members.{n}", member)
            typed[f"household_members.{n}.relation"] = [member.relation]
            typed.setdefault("household_members.rows", []).append(str(n))
        for condition in ("all_dependents", "undeclared", "treaty", "received_elsewhere"):
            typed[condition] = ["false"]
        if dice.random() < 0.05:
            made.files.add("proxy_paper")
            self._put(typed, {"filled_by": "helper", "proxy_relation": "姪", "proxy_reason": "本人が入院中のため"})
            self._name(typed, "proxy_name", self._anybody())
        typed["account_way"] = [dice.choice(["printed", "printed", "registered", "write", "write"])]
        if typed["account_way"] == ["write"]:
            made.files.add("pay_account_proof")
            self._account(typed, made.applicant.name)
        self._put(typed, {"register_consent": "true", "return_consent": "true"})
        return made

    def _child_allowance(self) -> Application:
        dice = self.dice
        made = self._person(self._family(dice.choice([3, 3, 4])))
        typed, event = made.typed, made.household[2].birthdate
        self._put(typed, {"reason": "birth", "jan1_in_ward": "true", "employment": "employee"})
        self._day(typed, "event_date", event)
        self._put(typed, {"employer_name": "株式会社みほん", "pension": "employees", "health_insurance": "company"})
        typed["has_spouse"] = ["true"]
        self._member(typed, "spouse", made.household[1], joint="_")
        self._put(typed, {"spouse_together": "true", "spouse_employment": "employee", "higher_income": "me"})
        for n, child in enumerate(made.household[2:], start=1):
            self._member(typed, f"children.{n}", child)
            typed.setdefault("children.rows", []).append(str(n))
            for leaf, value in (
                ("relation", "child"),
                ("living", "together"),
                ("custody", "true"),
                ("livelihood", "same"),
            ):
                typed[f"children.{n}.{leaf}"] = [value]
        self._put(typed, {"has_elder": "false", "account_way": "write"})
        self._account(typed, made.applicant.name)
        self._put(typed, {"register_consent": "true", "truth_consent": "true"})
        return made

    def _family(self, size: int) -> list[Member]:
        """Head, spouse and children; the youngest was born in the last two weeks, those before up to 16 years ago."""
        dice, today = self.dice, self.at.today
        family = dice.choice(FAMILIES)
        given = dice.sample(GIVEN, size)
        born = [today - timedelta(days=dice.randint(24 * 365, 45 * 365)) for _ in range(min(size, 2))]
        if size > 2:
            born.append(today - timedelta(days=dice.randint(1, 13)))
            born += [today - timedelta(days=dice.randint(500, 5 * 365)) for _ in range(size - 3)]
        relations = ["head", "spouse", *["child"] * size]
        return [Member(Name(family, name), day, of) for name, day, of in zip(given, born, relations, strict=False)]

    def _person(self, household: list[Member]) -> Application:
        dice = self.dice
        town, postcode = dice.choice(towns(self.at))
        block = "-".join(str(dice.randint(1, 40)) for _ in range(dice.choice([2, 2, 3])))
        made = Application("", household, town, block, {})
        self._member(made.typed, "applicant", household[0], joint="_")
        self._put(made.typed, {"applicant_address.prefecture": "東京都", "applicant_address.city": "世田谷区"})
        made.typed["applicant_address.postcode"] = [dice.choice([postcode, f"{postcode[:3]}-{postcode[3:]}"])]
        made.typed["applicant_address.town"] = [town]
        made.typed["applicant_address.block"] = [self._block(block)]
        if dice.random() < 0.4:
            made.typed["applicant_address.building"] = [
                dice.choice(["世田谷ハイツ203", "コーポ桜　１０１号室", "メゾンA-2"])
            ]
        made.typed["applicant_phone"] = [self._digits(f"090{dice.randint(10**7, 10**8 - 1)}")]
        if dice.random() < 0.6:
            made.typed["applicant_email"] = [
                dice.choice(["hanako@example.jp", "a..b.@example.ne.jp", "ＡＢＣ@example.com"])
            ]
        return made

    def _block(self, block: str) -> str:
        parts = block.split("-")
        spoken = f"{parts[0]}番{parts[1]}号" if len(parts) == 2 else block
        return self.dice.choice([block, block, spoken, block.translate(HALF_WIDTH_DIGITS)])

    def _anybody(self) -> Name:
        return Name(self.dice.choice(FAMILIES), self.dice.choice(GIVEN))

    def _member(self, typed: Typed, path: str, member: Member, *, joint: str = ".") -> None:
        self._name(typed, f"{path}{joint}name", member.name)
        kana = self.dice.choice([_as_is, _as_is, _hiragana, _half_width])
        typed[f"{path}{joint}kana.family"] = [kana(member.name.family[1])]
        typed[f"{path}{joint}kana.given"] = [kana(member.name.given[1])]
        self._day(typed, f"{path}{joint}birthdate", member.birthdate)

    def _name(self, typed: Typed, path: str, name: Name) -> None:
        space = self.dice.choice(["", "", "", " ", "\u3000"])
        typed[f"{path}.family"] = [name.family[0] + space]
        typed[f"{path}.given"] = [space + name.given[0]]

    def _day(self, typed: Typed, path: str, day: date) -> None:
        era = japanese_dates.era_of(day)
        style = self.dice.choice(["era", "era", "西暦"])
        said = (era.name, str(era.year_of(day))) if style == "era" else ("西暦", str(day.year))
        for part, value in zip(("era", "year", "month", "day"), (*said, str(day.month), str(day.day)), strict=True):
            typed[f"{path}.{part}"] = [value if part == "era" else self._digits(value)]

    def _account(self, typed: Typed, holder: Name) -> None:
        bank, branch = self.dice.choice(BANKS)
        written = self.dice.choice([holder.kana, holder.kana, holder_for_bank(holder.kana), _hiragana(holder.kana)])
        said = {"bank": bank, "branch": branch, "type": "ordinary", "holder": written}
        said["number"] = self._digits(f"{self.dice.randint(1, 9_999_998):07}")
        self._put(typed, {f"pay_account.{part}": value for part, value in said.items()})

    def _digits(self, text: str) -> str:
        return text.translate(HALF_WIDTH_DIGITS) if self.dice.random() < 0.15 else text

    def _put(self, typed: Typed, said: Mapping[str, str]) -> None:
        typed.update({path: [value] for path, value in said.items()})


def _as_is(kana: str) -> str:
    return kana


def _hiragana(kana: str) -> str:
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana)


def _half_width(kana: str) -> str:
    """ｱｵｲ; what has no half-width form stays."""
    return holder_for_bank(kana) if not set(kana) & set("ァィゥェォッャュョー") else kana


@lru_cache(maxsize=2)
def _towns(at_towns: object) -> list[tuple[str, str]]:
    assert hasattr(at_towns, "for_postcode")
    codes = [f"{head}{n:04}" for head in ("154", "155", "156", "157", "158") for n in range(100)]
    return [(town.name, code) for code in codes for town in at_towns.for_postcode(code)]


def towns(at: Situation) -> list[tuple[str, str]]:
    """Every town of the ward with its postcode."""
    return _towns(at.towns)
