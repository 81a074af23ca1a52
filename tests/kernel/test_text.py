"""Wording in five languages, and what is shown where one is missing."""

import msgspec
import pytest

from madoguchi.kernel.text import LANGUAGES, Text

MOVING_IN = Text(
    ja="転入届", easy="ひっこしてきたときの とどけ", en="Moving-in notice", zh_hans="迁入申报", ko="전입신고"
)


def test_a_wording_decodes_straight_from_the_catalogs_keys():
    decoded = msgspec.convert({"ja": "転入届", "zh-hans": "迁入申报"}, Text)
    assert decoded == Text(ja="転入届", zh_hans="迁入申报")
    assert msgspec.to_builtins(decoded) == {"ja": "転入届", "zh-hans": "迁入申报"}


@pytest.mark.parametrize(
    "broken", [{"en": "no Japanese"}, {"ja": "転入届", "zh_hans": "迁入"}, {"ja": "転入届", "fr": "x"}]
)
def test_a_wording_without_japanese_or_with_an_unknown_language_is_refused(broken):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(broken, Text)


def test_each_language_is_shown_in_its_own_words():
    shown = [MOVING_IN.in_(language) for language in LANGUAGES]
    assert shown == ["転入届", "ひっこしてきたときの とどけ", "Moving-in notice", "迁入申报", "전입신고"]
    assert [MOVING_IN.language_shown(language) for language in LANGUAGES] == list(LANGUAGES)
    assert MOVING_IN.missing() == ()


@pytest.mark.parametrize("language", ["easy", "en", "zh-hans", "ko", "fr"])
def test_a_missing_language_falls_back_to_japanese_and_says_so(language):
    text = Text(ja="転入届")
    assert text.in_(language) == "転入届"
    assert text.language_shown(language) == "ja"
    assert not text.has(language)


def test_a_wording_names_the_languages_it_lacks_and_prints_as_japanese():
    assert Text(ja="転入届", en="Moving-in notice").missing() == ("easy", "zh-hans", "ko")
    assert f"{MOVING_IN}" == "転入届"
