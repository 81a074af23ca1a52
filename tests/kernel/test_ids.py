"""Ids, secrets, codes and check digits."""

import itertools
import string
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.kernel.ids import (
    UNAMBIGUOUS,
    digest,
    grouped,
    has_valid_check_digit,
    secret,
    short_code,
    ungrouped,
    uuid7,
    with_check_digit,
)

DIGITS = st.text(alphabet=string.digits, min_size=1, max_size=15)


def test_ids_are_version_seven_and_tell_when_they_were_made():
    before = time.time_ns() // 1_000_000
    made = uuid7()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000 + 1


def test_later_ids_are_greater_even_within_a_millisecond():
    made = [uuid7() for _ in range(5000)]
    assert all(a < b for a, b in itertools.pairwise(made))


def test_threads_never_make_the_same_id_and_each_sees_its_own_in_order():
    barrier = threading.Barrier(4)

    def make(_):
        barrier.wait()
        return [uuid7() for _ in range(1000)]

    with ThreadPoolExecutor(4) as pool:
        each = list(pool.map(make, range(4)))
    assert len({made for ids in each for made in ids}) == 4000
    assert all(ids == sorted(ids) for ids in each)


def test_secrets_are_long_safe_in_an_address_and_never_twice_the_same():
    made = {secret() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(one) == 32 and set(one) <= set(string.ascii_letters + string.digits + "-_") for one in made)


def test_a_code_is_the_same_for_the_same_subject_and_key_only():
    code = short_code(b"key", "draft/1")
    assert code == short_code(b"key", "draft/1")
    assert len({code, short_code(b"key", "draft/2"), short_code(b"other", "draft/1")}) == 3
    assert len(short_code(b"key", "draft/1", length=16)) == 16


def test_codes_use_every_sign_of_the_alphabet_and_no_ambiguous_one():
    used = set("".join(short_code(b"key", str(n)) for n in range(500)))
    assert used == set(UNAMBIGUOUS)
    assert len(UNAMBIGUOUS) == 31
    assert not used & set("0O1IL")


def test_a_code_without_a_key_is_refused():
    with pytest.raises(ValueError, match="key"):
        short_code(b"", "draft/1")


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("K7QM3RT9XF", "K7QM-3RT-9XF"),
        ("K7QM3RT9", "K7QM-3RT9"),
        ("K7QM3RT9XFAB", "K7QM-3RT9-XFAB"),
        ("K7Q", "K7Q"),
        ("", ""),
    ],
)
def test_codes_are_shown_in_groups(code, shown):
    assert grouped(code) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "K7QM-3RT-9XF",
        "k7qm3rt9xf",
        " K7QM 3RT 9XF ",
        "Ｋ７ＱＭ－３ＲＴ－９ＸＦ",
        "k7qmー3rt‐9xf",
        "K7QM—3RT−9XF",
        "K7QM_3RT–9XF\n",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed):
    assert ungrouped(typed) == "K7QM3RT9XF"


@given(st.text(alphabet=UNAMBIGUOUS, max_size=30))
def test_grouping_loses_nothing(code):
    assert ungrouped(grouped(code)) == code


def test_of_a_code_only_a_digest_is_kept():
    assert digest("K7QM3RT9XF") == "8d627dbcdf41cb7a24790fc77bc04ba8cfe0682ba72d0fb50dd98d6e157d7e29"


@pytest.mark.parametrize(
    ("digits", "whole"), [("7992739871", "79927398713"), ("0", "00"), ("411111111111111", "4111111111111111")]
)
def test_the_check_digit_is_luhns(digits, whole):
    assert with_check_digit(digits) == whole
    assert has_valid_check_digit(whole)


@given(DIGITS, st.data())
def test_every_single_wrong_digit_is_noticed(digits, data):
    whole = with_check_digit(digits)
    place = data.draw(st.integers(0, len(whole) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in string.digits if digit != whole[place]]))
    assert not has_valid_check_digit(whole[:place] + wrong + whole[place + 1 :])


@given(DIGITS, st.data())
def test_swapped_neighbours_are_noticed_unless_they_are_0_and_9(digits, data):
    whole = with_check_digit(digits)
    place = data.draw(st.integers(0, len(whole) - 2))
    a, b = whole[place], whole[place + 1]
    swapped = whole[:place] + b + a + whole[place + 2 :]
    assert has_valid_check_digit(swapped) is (a == b or {a, b} == {"0", "9"})


@pytest.mark.parametrize("text", ["", "7", "12a4", "１２３４", "-18", "١٨"])
def test_what_is_not_digits_has_no_valid_check_digit(text):
    assert not has_valid_check_digit(text)
    if not text.isascii() or not text.isdigit():
        with pytest.raises(ValueError, match="digits only"):
            with_check_digit(text)
