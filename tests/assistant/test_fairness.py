"""Whether everybody is served alike: a weakness of one group is seen with its interval, and small groups are not shown."""

import json
from datetime import date

import pytest

from madoguchi.accounts.states import Role
from madoguchi.assistant import fairness, permissions
from madoguchi.assistant.commands import say
from madoguchi.assistant.fairness import Answered, Asked, Measured, Share
from madoguchi.assistant.models import Judgement, Turn
from madoguchi.assistant.states import Channel, Exit
from madoguchi.kernel import clock
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_officer, somebody

PAGE = "/desk/assistant/fairness/"


def turns(language: str, to_people: int, of: int, *, channel: str = "web", helped: int = 0, judged: int = 0) -> Asked:
    return Asked(language, channel, False, "くみん窓口", Share(to_people, of), Share(helped, judged))


def by_name(comparison: fairness.Comparison) -> dict[str, fairness.Group]:
    return {group.name: group for group in comparison.groups}


def test_a_seeded_weakness_of_one_language_is_seen_and_nobody_else_is_accused(db):
    languages, *_ = fairness.report([turns("ja", 20, 200), turns("en", 4, 40), turns("ko", 25, 40)], [])
    found = by_name(languages)
    assert found["韓国語"].worse == ("人への引き継ぎ",)
    low, high = found["韓国語"].handed_over.interval
    assert 0.45 < low < 0.625 < high < 0.78
    assert found["日本語"].worse == found["英語"].worse == ()


def test_a_seeded_weakness_of_a_channel_of_its_answers_and_of_our_own_questions_is_seen(db):
    asked = [turns("ja", 5, 100, helped=90, judged=100), turns("ja", 5, 100, channel="line", helped=30, judged=60)]
    tested = [Measured("ja", False, "child", 80, 76, 2), Measured("easy", True, "child", 60, 30, 2)]
    languages, channels, scripts, _, _ = fairness.report(asked, tested)
    assert by_name(channels)["LINE"].worse == ("役に立った",)
    assert by_name(languages)["やさしい日本語"].worse == ("自前の質問の正解",)
    assert by_name(scripts)["かなだけで書いた"].worse == ("自前の質問の正解",)


def test_chance_is_no_weakness(db):
    languages, *_ = fairness.report([turns("ja", 20, 200), turns("ko", 2, 10)], [])
    assert all(group.worse == () for group in languages.groups)


def test_a_small_group_is_hidden_and_so_is_the_next_that_would_tell_it(db):
    languages, *_ = fairness.report([turns("ja", 9, 90), turns("en", 3, 30), turns("ko", 1, 4)], [])
    assert [group.name for group in languages.groups] == ["日本語"]
    assert languages.hidden == 2
    languages, *_ = fairness.report([turns("ja", 9, 90), turns("en", 1, 3), turns("ko", 1, 4)], [])
    assert [group.name for group in languages.groups] == ["日本語"]


def test_the_turns_are_counted_by_how_they_were_written_and_greetings_are_not(small_ward, db):
    talk = say.begin(secret="s", language="ja", at=clock.now(), channel=Channel.LINE)
    for number, said in enumerate(("引っ越したら何をすればいい？", "ひっこししました なにをしますか", "こんにちは")):
        say.say(conversation=talk, said=said, key=str(number), language="ja", at=clock.now())
    Judgement.objects.create(turn=Turn.objects.get(number=1), helped=True, at=clock.now())
    found = fairness.asked()
    assert {(one.channel, one.kana_only, one.to_people.of) for one in found} == {("line", False, 1), ("line", True, 1)}
    assert [one.judged for one in found if not one.kana_only] == [Share(1, 1)]
    assert Turn.objects.filter(exit=Exit.GREETING.value).count() == 1


def test_only_kana_is_kana_only():
    assert fairness.is_kana_only("ひっこし しました？ 3にん")
    assert fairness.is_kana_only("テレビ")
    assert not any(fairness.is_kana_only(text) for text in ("引っ越し", "move", "이사", "123", "", "ゴミ card"))


def test_the_counts_of_our_own_questions_are_kept_and_read_again(settings, tmp_path):
    settings.CATALOG, settings.WARD = tmp_path, "town"
    assert fairness.record() == ()
    (tmp_path / "town").mkdir()
    one = Answered("ko", kana_only=False, topic="child", right=True, handed_over=False)
    fairness.write(fairness.tested([one, one]), fairness.brought_file(), on=date(2026, 11, 24))
    assert fairness.record() == (Measured("ko", False, "child", 2, 2, 0),)
    assert json.loads(fairness.brought_file().read_text())["measured_on"] == "2026-11-24"


def test_an_officer_sees_the_weakness_and_a_resident_nothing(small_ward, db, django_assert_max_num_queries):
    for number in range(12):
        talk = say.begin(secret=f"ko{number}", language="ko", at=clock.now())
        said = "담당자와 이야기하고 싶어요" if number % 6 else "쓰레기"
        say.say(conversation=talk, said=said, key="1", language="ko", at=clock.now())
        talk = say.begin(secret=f"ja{number}", language="ja", at=clock.now())
        say.say(conversation=talk, said="引っ越したら何をすればいい？", key="1", language="ja", at=clock.now())
    Turn.objects.filter(language="ko").update(exit=Exit.NO_PAGE.value)
    browser = desk_of(an_officer(Role.REVIEWER))
    with django_assert_max_num_queries(20):
        response = browser.get(PAGE)
    text = text_of(response)
    assert "言語「韓国語」：人への引き継ぎが、ほかの人より悪くなっています。" in text
    assert "100%（" in text
    assert permissions.refusal_to_see_fairness(somebody()) is not None


@pytest.mark.django_db
def test_before_anything_was_asked_the_page_says_so(settings, tmp_path):
    settings.DATA = tmp_path
    assert "自前の質問" in text_of(desk_of(an_officer(Role.AUDITOR)).get(PAGE))
