"""Quotations are whole sentences of the ward, in their order."""

from madoguchi.assistant.extracting import best, sentences

LONG = (
    "転入届は14日以内に出してください。" + "窓口は平日の午前8時30分から午後5時までです。" * 8
    + "粗大ごみは電話で申し込みます。" + "そのほかのことはページをご覧ください。" * 8
)  # fmt: skip


def test_a_short_text_is_quoted_whole():
    assert best("一つ目です。二つ目です。", "二つ目", language="ja") == (("一つ目です。", "二つ目です。"), False)


def test_of_a_long_text_the_first_and_the_nearest_sentences_are_quoted_and_it_says_so():
    quoted, cut = best(LONG, "粗大ごみの申し込み", language="ja")
    assert quoted[0] == "転入届は14日以内に出してください。"
    assert "粗大ごみは電話で申し込みます。" in quoted
    assert cut
    assert all(sentence in LONG for sentence in quoted)


def test_english_is_cut_at_its_own_ends():
    assert sentences("Call us. We open at 8.30 a.m. on weekdays.", language="en") == [
        "Call us.", "We open at 8.30 a.m. on weekdays.",
    ]  # fmt: skip


def test_nothing_gives_nothing():
    assert best("", "何か", language="ja") == ((), False)
