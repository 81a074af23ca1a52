"""A small ward of a few passages, so that a test says all that is known."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from madoguchi.assistant import corpus, sources
from madoguchi.kernel.passages import Kind, Passage
from madoguchi.kernel.text import Text

MOVING = Passage(
    id="answer/test-moving",
    kind=Kind.ANSWER,
    title=Text(
        ja="引っ越したら何をすればいいですか",
        easy="引っ越しをしました。何をしますか",
        en="I moved. What do I have to do?",
    ),
    body=Text(
        ja="引っ越した日から14日以内に転入届を出してください。窓口は区民窓口課です。",
        easy="引っ越した日から14日までに、区役所に来てください。",
        en="Notify your move within 14 days at the counter.",
    ),
    link="/answers/test-moving/",
    owner="residents-registry",
    reviewed=date(2026, 11, 1),
    questions=("引っ越したら何をすればいい？",),
)
ALLOWANCE = Passage(
    id="answer/test-allowance",
    kind=Kind.ANSWER,
    title=Text(ja="児童手当はいくらもらえますか", easy="こどものおかねは、いくらもらえますか"),
    body=Text(ja="3歳未満は月15,000円です。", easy="3歳より小さい子どもは、1か月に15,000円もらえます。"),
    link="/answers/test-allowance/",
    owner="child-family",
    reviewed=date(2026, 11, 2),
)
CARD = Passage(
    id="answer/test-card",
    kind=Kind.ANSWER,
    title=Text(ja="健康保険の資格確認書をなくしました", en="I lost my health insurance card"),
    body=Text(ja="国保・年金課で再交付します。", en="The insurance section reissues it free of charge."),
    link="/answers/test-card/",
    owner="insurance-pension",
    demo=True,
)
OVER = Passage(
    id="answer/test-over",
    kind=Kind.ANSWER,
    title=Text(ja="臨時の給付金はいつまでですか"),
    body=Text(ja="令和7年3月31日までです。"),
    link="/answers/test-over/",
    owner="benefits",
    valid_to=date(2025, 3, 31),
)
Known = Callable[..., None]


@pytest.fixture
def ward_says(monkeypatch) -> Iterator[Known]:
    """The ward says these passages and nothing else."""

    def says(*passages: Passage) -> None:
        monkeypatch.setattr(sources, "_passages", [lambda: passages])
        monkeypatch.setattr(sources, "_questions", [])
        corpus.forget()

    yield says
    corpus.forget()


@pytest.fixture
def small_ward(ward_says, settings, tmp_path) -> None:
    """Three things it knows and one that is over; nothing was measured."""
    settings.DATA = tmp_path
    ward_says(MOVING, ALLOWANCE, CARD, OVER)
