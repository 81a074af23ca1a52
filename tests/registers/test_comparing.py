"""Yes, no, or nobody can tell: glyphs and ways of writing make no difference, and nothing of the register comes out."""

import dataclasses
from datetime import date, timedelta
from typing import get_args

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.definitions.procedure import Reconcile
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM, Actor, ActorKind
from madoguchi.kernel.addresses import Address
from madoguchi.kernel.bank_accounts import BankAccount
from madoguchi.kernel.names import PersonName
from madoguchi.kernel.readings import COMMON_FORM
from madoguchi.kernel.refusals import Refusal
from madoguchi.registers import commands, queries
from madoguchi.registers.claims import Answer, Aspect, Claim, Member, Verdict
from madoguchi.registers.comparing import account_digest, address_key, same_kana, same_name
from madoguchi.registers.models import Comparison
from tests.registers.extracts import HANAKO, LIN, SHO, extract_text

BORN = date(1990, 5, 10)
HOME = Address(prefecture="東京都", city="世田谷区", town="世田谷四丁目", block="21-27", building="世田谷ハイツ203")
RESIDENT = Actor(ActorKind.RESIDENT, "7", "髙橋　花子")


def claiming(**said: object) -> Claim:
    """What 髙橋花子 would say, asked about everything but her account's number."""
    usual: dict[str, object] = {
        "asked": frozenset(Aspect) - {Aspect.ACCOUNT},
        "name": PersonName("髙橋", "花子"),
        "kana": PersonName("タカハシ", "ハナコ"),
        "birthdate": BORN,
        "address": HOME,
        "members": (Member(PersonName("髙橋", "翔"), PersonName("タカハシ", "ショウ"), date(2020, 1, 20)),),
        "account": BankAccount("0001", "001", number="1234567", holder="タカハシ　ハナコ"),
    }
    return Claim(**(usual | said))  # type: ignore[arg-type]


def verdict(aspect: Aspect, **said: object) -> Verdict:
    return queries.compare(claiming(**said)).verdicts[aspect]


def test_who_says_what_the_register_says_is_answered_yes(loaded):
    answer = queries.compare(claiming())
    assert set(answer.verdicts.values()) == {Verdict.YES}
    assert answer.as_of == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("aspect", "said"),
    [
        (Aspect.NAME, {"name": PersonName("高橋", "花子")}),
        (Aspect.NAME, {"name": PersonName("髙橋花子")}),
        (Aspect.KANA, {"kana": PersonName("ﾀｶﾊｼ", "ﾊﾅｺ")}),
        (Aspect.KANA, {"kana": PersonName("たかはし", "はなこ")}),
        (Aspect.ADDRESS, {"address": Address(city="世田谷区", town="世田谷", block="4-21-27")}),
        (Aspect.ADDRESS, {"address": Address(city="世田谷区", town="世田谷４丁目", block="２１番２７号 203号室")}),
        (Aspect.ACCOUNT_HOLDER, {"account": BankAccount(holder="ﾀｶﾊｼﾊﾅｺ")}),
    ],
)
def test_another_way_of_writing_is_the_same(loaded, aspect, said):
    assert verdict(aspect, **said) is Verdict.YES


@pytest.mark.parametrize(
    ("aspect", "said"),
    [
        (Aspect.NAME, {"name": PersonName("高梨", "花子")}),
        (Aspect.KANA, {"kana": PersonName("タカハシ", "カコ")}),
        (Aspect.ADDRESS, {"address": Address(city="世田谷区", town="世田谷四丁目", block="21-28")}),
        (Aspect.ADDRESS, {"address": Address(city="杉並区", town="世田谷四丁目", block="21-27")}),
        (Aspect.HOUSEHOLD, {"members": (Member(PersonName("髙橋", "翔"), birthdate=date(2020, 1, 21)),)}),
        (Aspect.HOUSEHOLD, {"members": (Member(PersonName("林", "美子"), birthdate=BORN),)}),
        (Aspect.ACCOUNT_HOLDER, {"account": BankAccount(holder="タカハシ タロウ")}),
    ],
)
def test_what_differs_is_answered_no_and_the_rest_yes(loaded, aspect, said):
    answer = queries.compare(claiming(**said))
    assert [one for one, told in answer.verdicts.items() if told is Verdict.NO] == [aspect]


def test_a_foreign_resident_may_write_either_name(loaded):
    by_latin = claiming(name=PersonName("Lin", "Yiting"), kana=PersonName("リン", "イーティン"))
    by_alias = claiming(name=PersonName("林", "美子"), kana=PersonName("ハヤシ", "ヨシコ"))
    for claim in (by_latin, by_alias):
        told = queries.compare(claim).verdicts
        assert (told[Aspect.NAME], told[Aspect.KANA]) == (Verdict.YES, Verdict.YES)
        assert told[Aspect.ACCOUNT_HOLDER] is Verdict.UNKNOWN  # the ward knows no account of hers


def test_a_former_family_name_is_hers_too(load):
    load(extract_text([HANAKO | {"旧氏": "山﨑"}]))
    assert verdict(Aspect.NAME, name=PersonName("山崎", "花子")) is Verdict.YES


def test_a_name_in_gaiji_cannot_be_told(load):
    load(extract_text([HANAKO | {"氏名": "\ue000橋　花子"}]))
    assert verdict(Aspect.NAME) is Verdict.UNKNOWN
    assert verdict(Aspect.ADDRESS) is Verdict.YES


def test_who_has_moved_away_is_as_unknown_as_who_never_lived_here(load):
    load(extract_text([HANAKO | {"住民でなくなった日": "2026-10-01"}, SHO]))
    assert set(queries.compare(claiming()).verdicts.values()) == {Verdict.NO}


@pytest.mark.parametrize(
    "stranger",
    [
        {"birthdate": date(1991, 1, 1)},
        {"birthdate": None},
        {"name": PersonName("田中", "一"), "kana": PersonName("タナカ", "ハジメ")},
        {"name": PersonName(), "kana": PersonName()},
    ],
)
def test_somebody_missing_and_somebody_who_does_not_fit_are_answered_alike_by_the_same_queries(loaded, stranger):
    with CaptureQueriesContext(connection) as for_her:
        queries.compare(claiming())
    with CaptureQueriesContext(connection) as for_a_stranger:
        answer = queries.compare(claiming(**stranger))
    assert set(answer.verdicts.values()) == {Verdict.NO}
    assert len(for_a_stranger) == len(for_her) == 3


def test_two_who_fit_equally_are_answered_only_where_they_agree(load):
    load(extract_text([HANAKO, SHO, HANAKO | {"宛名番号": "9", "世帯番号": "8", "番地": "1番1号"}]))
    told = queries.compare(claiming(address=None, asked=frozenset({Aspect.NAME, Aspect.HOUSEHOLD}))).verdicts
    assert told == {Aspect.NAME: Verdict.YES, Aspect.HOUSEHOLD: Verdict.UNKNOWN}


def test_without_a_register_nobody_can_tell(db):
    answer = queries.compare(claiming())
    assert set(answer.verdicts.values()) == {Verdict.UNKNOWN}
    assert answer.as_of is None


def test_the_account_is_compared_only_with_a_key(load, settings):
    settings.REGISTER_KEY = "agreed with those who extract"
    account = BankAccount("0001", "001", number="1234567")
    load(extract_text([HANAKO | {"口座照合値": account_digest(account)}]))
    asked = frozenset({Aspect.ACCOUNT})
    assert verdict(Aspect.ACCOUNT, asked=asked) is Verdict.YES
    assert verdict(Aspect.ACCOUNT, asked=asked, account=BankAccount("0001", "001", number="1234568")) is Verdict.NO
    settings.REGISTER_KEY = ""
    assert verdict(Aspect.ACCOUNT, asked=asked) is Verdict.UNKNOWN


def test_an_answer_holds_verdicts_and_a_day_and_nothing_else(loaded):
    assert [field.name for field in dataclasses.fields(Answer)] == ["verdicts", "as_of"]
    answer = queries.compare(claiming(name=PersonName("高橋", "次郎")))
    assert {type(aspect) for aspect in answer.verdicts} == {Aspect}
    assert {type(told) for told in answer.verdicts.values()} == {Verdict}
    for value in (*HANAKO.values(), *LIN.values()):
        assert len(value) < 3 or value not in repr(answer)


def test_a_definition_and_the_register_know_the_same_aspects():
    assert set(get_args(Reconcile.__annotations__["aspect"])) == {aspect.value for aspect in Aspect}


NAMES = st.text(st.sampled_from("髙高﨑崎𠮷吉渡邉邊辺山田ABcｱアがガ 　ー"), max_size=8)


@settings(max_examples=200, deadline=None)
@given(one=NAMES, other=NAMES)
def test_sameness_does_not_depend_on_who_says_it_first(one, other):
    assert same_name(one, other) == same_name(other, one)
    assert same_kana(one, other) == same_kana(other, one)


@settings(max_examples=200, deadline=None)
@given(variant=st.sampled_from([chr(code) for code in COMMON_FORM]), rest=st.text("山川木花子", max_size=4))
def test_every_variant_is_the_common_form_and_neither_is_another_name(variant, rest):
    assert same_name(variant + rest, COMMON_FORM[ord(variant)] + rest)
    assert not same_name(variant + rest, "田" + rest)


@settings(max_examples=100, deadline=None)
@given(chome=st.integers(1, 9), block=st.integers(1, 99), house=st.integers(1, 99))
def test_an_address_is_one_place_however_it_is_written(chome, block, house):
    kanji = "一二三四五六七八九"[chome - 1]
    written = {
        address_key(f"赤堤{kanji}丁目", f"{block}番{house}号"),
        address_key(f"赤堤{chome}丁目", f"{block}-{house}"),
        address_key("赤堤", f"{chome}-{block}-{house}"),
        address_key(f"赤堤{kanji}丁目", f"{block}－{house} 赤堤荘101"),
    }
    assert len(written) == 1
    assert address_key(f"赤堤{kanji}丁目", f"{block}-{house + 1}") not in written


def compared(claim: Claim, *, subject: str = "draft/1", by: Actor = RESIDENT, identified: bool = True) -> Answer:
    return commands.compare(claim=claim, subject=subject, asker="card/1", identified=identified, by=by, at=clock.now())


def test_a_resident_who_is_not_identified_is_told_nothing(loaded):
    with pytest.raises(Refusal, match="本人確認"):
        compared(claiming(), identified=False)
    assert journal.timeline("draft/1") == []


def test_each_comparison_is_in_the_journal_without_what_was_said_or_answered(loaded):
    compared(claiming())
    entry = journal.timeline("draft/1")[-1]
    assert (entry.what, entry.who_id) == ("register_compared", RESIDENT.id)
    assert set(entry.detail) == {"snapshot", "aspects"}
    assert "yes" not in str(entry.detail)


def test_the_same_claim_again_is_no_further_try(loaded):
    assert [compared(claiming()).verdicts for _ in range(8)] == [compared(claiming()).verdicts] * 8
    assert len(journal.timeline("draft/1")) == 1


def test_after_a_few_different_claims_nothing_is_told_until_the_next_day(loaded):
    claims = [claiming(address=Address(city="世田谷区", town="世田谷四丁目", block=f"21-{n}")) for n in range(20, 28)]
    told = [compared(claim, subject=f"draft/{n}").verdicts[Aspect.ADDRESS] for n, claim in enumerate(claims)]
    assert told == [Verdict.NO] * 5 + [Verdict.UNKNOWN] * 3
    assert Comparison.objects.count() == 8
    clock.passes(days=1, minutes=1)
    assert compared(claims[-1]).verdicts[Aspect.ADDRESS] is Verdict.YES


def test_what_is_kept_of_a_claim_cannot_be_tried_without_the_key(loaded, settings):
    compared(claiming())
    kept = Comparison.objects.get()
    assert kept.claim_digest != claiming().digest("another key")
    assert "髙橋" not in str(Comparison.objects.values())


def test_what_a_draft_was_answered_is_forgotten_after_some_days_and_what_a_case_was_is_not(loaded):
    compared(claiming())
    compared(claiming(), subject="case/1")
    commands.forget_old_snapshots(replaced_before=clock.now() - timedelta(days=7), by=SYSTEM, at=clock.now())
    assert Comparison.objects.count() == 2
    later = clock.now() + timedelta(days=8)
    commands.forget_old_snapshots(replaced_before=later - timedelta(days=7), by=SYSTEM, at=later)
    assert list(Comparison.objects.values_list("subject", flat=True)) == ["case/1"]


def test_the_office_notes_what_it_compared(loaded):
    claim = claiming()
    answer = queries.compare_in(loaded, claim)
    commands.note_comparison(
        snapshot=loaded, claim=claim, answer=answer, subject="case/1", by=SYSTEM, at=clock.now() - timedelta(hours=1)
    )
    found = queries.comparison_of("case/1")
    assert found is not None
    assert found.told == answer.verdicts
    with pytest.raises(Refusal):
        commands.note_comparison(
            snapshot=loaded, claim=claim, answer=answer, subject="case/1", by=RESIDENT, at=clock.now()
        )
