"""A letter of the ward, a press to set it on, and a place of its own to keep the sheets."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import msgspec
import pytest

from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.kernel.names import PersonName
from madoguchi.notices import commands as notices
from madoguchi.notices.letters import Letter
from madoguchi.notices.models import Notice
from madoguchi.notices.typesetting import Seal

AT = datetime(2026, 11, 24, 9, 0, tzinfo=clock.JST)
SUBJECT = "case/0194f2a0-0000-7000-8000-000000000001"
TARO = Actor(kind=ActorKind.RESIDENT, id="7", name="髙田 𠮷郎")
NEIGHBOUR = Actor(kind=ActorKind.RESIDENT, id="8", name="隣の人")
REVIEWS = frozenset({"reviewer"})
OFFICER = Actor(
    kind=ActorKind.OFFICER,
    id="21",
    name="子家 花子",
    section="kodomo-katei",
    sections=frozenset({"kodomo-katei"}),
    roles=REVIEWS,
)
EDITOR = Actor(
    kind=ActorKind.OFFICER,
    id="23",
    name="編集 三郎",
    section="kodomo-katei",
    sections=frozenset({"kodomo-katei"}),
    roles=frozenset({"editor", "administrator"}),
)
OTHER_SECTION = Actor(
    kind=ActorKind.OFFICER, id="22", name="保健 次郎", section="hoken", sections=frozenset({"hoken"}), roles=REVIEWS
)

LETTER = Letter(
    number="8世子家第12号",
    date=date(2026, 11, 24),
    to_name=PersonName("髙田", "𠮷郎"),
    to_postal="154-8504",
    to_address="東京都世田谷区世田谷四丁目21番27号\n世田谷コーポラス203号室",
    from_section="子ども・若者部 子ども家庭課",
    from_person_title="世田谷区長",
    title="児童手当 認定通知書",
    paragraphs=("令和8年11月10日に請求のあった児童手当について、次のとおり認定したので、通知します。",),
    rows=(("支給の対象となる児童", "髙田　葛葉\n髙田　﨑子"), ("手当の月額", "25,000円")),
    reasons=(("請求者が児童を監護し、生計を同じくしていることを確認したため。", "児童手当法第4条第1項第1号"),),
    instruction="この決定に不服があるときは、この通知書を受け取った日の翌日から起算して3か月以内に、世田谷区長に対して審査請求をすることができます。",
    contact=("電話 03-5432-1111", "平日 8時30分から17時まで"),
)
SEAL = Seal(
    code="K7QM-3RT9-XFWD",
    address="https://madoguchi.example/verify/",
    scanned="https://madoguchi.example/verify/?code=K7QM3RT9XFWD",
    sender="世田谷区",
)


def a_letter(**other: object) -> Letter:
    return msgspec.structs.replace(LETTER, **other)


def to(family: str, given: str = "") -> Letter:
    """A letter to somebody, whose name also stands in a row."""
    name = PersonName(family, given)
    return a_letter(to_name=name, rows=(("氏名", name.full), *LETTER.rows))


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def at() -> Iterator[datetime]:
    with clock.moved_to(AT):
        yield AT


Prepare = Callable[..., Notice]


@pytest.fixture
def prepared(db, at) -> Prepare:
    def prepare(letter: Letter = LETTER, **other: object) -> Notice:
        asked = {
            "kind": "decision",
            "subject": SUBJECT,
            "account_id": TARO.id,
            "email": "taro@example.jp",
            "page_url": "http://localhost:8000/status/",
            "by": OFFICER,
            "at": at,
        } | other
        return notices.prepare(letter=letter, **asked)

    return prepare


@pytest.fixture
def issued(prepared: Prepare, at) -> Prepare:
    def issue(letter: Letter = LETTER, **other: object) -> Notice:
        notice = prepared(letter, **other)
        notices.issue(notice_id=notice.pk, at=at)
        notice.refresh_from_db()
        assert notice.is_issued, notice.held_because
        return notice

    return issue
