"""The banks of Japan and their branches, by code and by name, from the zengin-code package.

Only the package's JSON files are read, a bank's branches when they are asked for: importing the package itself reads
all 29,000 branches into every process (0.1 s and 20 MB) before the first resident names a bank.
"""

import json
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import msgspec

from madoguchi.kernel import normalise

_SMALL = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")
_FULL_FORMS = {"信金": "信用金庫", "信組": "信用組合", "労金": "労働金庫", "農協": "農業協同組合"}
_NO_BRANCH_WORD = ("支店", "本店", "営業部", "出張所", "支所", "事業部", "センター", "店", "部")
JAPAN_POST_BANK = "9900"
Row = TypeVar("Row", "Bank", "Branch")


class Bank(msgspec.Struct, frozen=True):
    code: str
    name: str
    kana: str

    @property
    def full_name(self) -> str:
        """As printed on a passbook: the list says みずほ, 世田谷信金."""
        for short, full in _FULL_FORMS.items():
            if self.name.endswith(short):
                return self.name.removesuffix(short) + full
        is_bank = self.code < "1000" or self.code == JAPAN_POST_BANK
        return f"{self.name}銀行" if is_bank else self.name


class Branch(msgspec.Struct, frozen=True):
    code: str
    name: str
    kana: str

    @property
    def full_name(self) -> str:
        if set(self.name) <= set("〇一二三四五六七八九"):
            return f"{self.name}店"
        return self.name if self.name.endswith(_NO_BRANCH_WORD) else f"{self.name}支店"


def bank(code: str) -> Bank | None:
    return _all_banks().get(code)


def branch(bank_code: str, code: str) -> Branch | None:
    return _branches_of(bank_code).get(code) if bank(bank_code) else None


def banks(prefix: str, limit: int = 20) -> list[Bank]:
    """Banks whose name or kana begins so, or whose code does."""
    wanted = _bank_word(prefix)
    return [found for found in _all_banks().values() if _begins(found, wanted)][:limit] if wanted else []


def branches(bank_code: str, prefix: str, limit: int = 20) -> list[Branch]:
    wanted = _folded(prefix).removesuffix("支店")
    if not wanted or bank(bank_code) is None:
        return []
    return [found for found in _branches_of(bank_code).values() if _begins(found, wanted)][:limit]


def _begins(found: Bank | Branch, wanted: str) -> bool:
    return any(word.startswith(wanted) for word in _words(found))


@lru_cache(maxsize=65536)
def _words(found: Bank | Branch) -> tuple[str, str, str]:
    return _folded(found.name), _folded(found.kana), found.code


def _bank_word(typed: str) -> str:
    word = _folded(typed)
    for short, full in _FULL_FORMS.items():
        word = word.replace(full, short)
    return word.removesuffix("銀行")


def _folded(text: str) -> str:
    """The list writes キヨウ for キョウ, and full-width － for ー."""
    kana = normalise.kana(unicodedata.normalize("NFKC", text).upper())
    return kana.translate(_SMALL).replace(" ", "")


@cache
def _folder() -> Path:
    spec = find_spec("zengin_code")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("zengin_code")
    return Path(spec.submodule_search_locations[0]) / "source-data" / "data"


@cache
def _all_banks() -> dict[str, Bank]:
    return {found.code: found for found in _read("banks.json", Bank)}


@lru_cache(maxsize=2000)
def _branches_of(bank_code: str) -> dict[str, Branch]:
    return {found.code: found for found in _read(f"branches/{bank_code}.json", Branch)}


def _read(path: str, kind: type[Row]) -> list[Row]:
    rows = json.loads((_folder() / path).read_text(encoding="utf-8"))
    return [msgspec.convert(rows[code], kind) for code in sorted(rows)]
