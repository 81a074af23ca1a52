"""`bin/assistant evaluate` on files that others bring."""

import json
from math import log2
from pathlib import Path

import pytest

from madoguchi.assistant.ranking import command, measures

PAGES = [
    {"id": 1, "title": "住民票の写し", "body": "窓口で請求できます。"},
    {"id": "2", "title": "児童手当", "body": "子どもを養育する方に支給します。", "more": [1]},
    {"id": 3, "title": "粗大ごみ"},
]
ASKED = [{"id": 10, "text": "住民票がほしい"}, {"id": "11", "text": "児童手当"}, {"id": 12, "text": "判定なし"}]
JUDGED = [
    {"query_id": "10", "doc_id": 1, "grade": 2.0},
    {"query_id": 11, "doc_id": 2, "grade": 2},
    {"query_id": 11, "doc_id": "unknown", "grade": 1},
]


def written(
    folder: Path, *, corpus: str | None = None, queries: str | None = None, qrels: str | None = None
) -> list[str]:
    arguments = ["evaluate"]
    for name, rows, text in (("corpus", PAGES, corpus), ("queries", ASKED, queries), ("qrels", JUDGED, qrels)):
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n"
        (folder / name).write_text(lines if text is None else text, encoding="utf-8-sig")
        arguments += [f"--{name}", str(folder / name)]
    return arguments


def test_a_ranking_is_scored_as_by_hand():
    figures = measures.of_question(["x", "related", "right"], {"right": 2.0, "related": 1.0, "never": 1.0})

    assert figures["nDCG@10"] == pytest.approx((1 / log2(3) + 2 / log2(4)) / (2 + 1 / log2(3) + 1 / log2(4)))
    assert figures["Recall@10"] == pytest.approx(2 / 3)
    assert (figures["MRR@10"], figures["S@1"], figures["S@3"], figures["A-S@1"], figures["A-S@3"]) == (0.5, 0, 1, 0, 1)


def test_a_strangers_set_is_scored_with_remarks_on_what_was_left_out(tmp_path, capsys):
    assert command.main([*written(tmp_path), "--json"]) == 0
    said = capsys.readouterr()
    figures = json.loads(said.out)

    assert (figures["documents"], figures["questions"], figures["S@1"]["value"]) == (3, 2, 1.0)
    assert figures["Recall@10"]["value"] == pytest.approx(0.75)
    assert figures["nDCG@10"]["value"] == pytest.approx((1 + 2 / (2 + 1 / log2(3))) / 2, abs=1e-4)
    assert "判定のない質問 1件" in said.err
    assert "unknown" in said.err


def test_one_list_is_read_as_well_as_a_line_each(tmp_path, capsys):
    lines = written(tmp_path)
    assert command.main([*lines, "--json"]) == 0
    by_line = json.loads(capsys.readouterr().out)
    as_lists = {"corpus": json.dumps(PAGES, indent=1), "queries": json.dumps(ASKED), "qrels": json.dumps(JUDGED)}

    assert command.main([*written(tmp_path, **as_lists), "--json"]) == 0
    by_list = json.loads(capsys.readouterr().out)

    assert (by_list["documents"], by_list["questions"]) == (3, 2)
    assert by_list["nDCG@10"] == by_line["nDCG@10"]


def test_the_table_names_every_figure(tmp_path, capsys):
    assert command.main(written(tmp_path)) == 0

    assert {"nDCG@10", "Recall@10", "AUROC"} <= set(
        capsys.readouterr().out.replace("（", " ").replace("）", " ").split()
    )


def test_learning_on_a_handful_of_questions_is_measured_too(tmp_path, capsys):
    assert command.main([*written(tmp_path), "--learn", "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["learned"] is True


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"corpus": "{"}, "corpus:1: JSON"),
        ({"corpus": ""}, "corpus: 文書が一つもありません"),
        ({"corpus": '{"id":1}\n{"id":"1"}'}, "corpus:2: id「1」が二度"),
        ({"corpus": "[1]"}, "corpus[0]:"),
        ({"queries": '{"text":"a"}'}, "queries:1: id がありません"),
        ({"qrels": '{"query_id":10,"doc_id":1,"grade":"x"}'}, "qrels:1: grade が数ではありません"),
        ({"qrels": '{"query_id":99,"doc_id":1,"grade":1}'}, "qrels: 判定のある質問が一つもありません"),
    ],
)
def test_a_broken_file_is_named_and_not_a_traceback(tmp_path, capsys, broken, said):
    assert command.main(written(tmp_path, **broken)) == 2

    assert said in capsys.readouterr().err


def test_a_missing_file_is_named(tmp_path, capsys):
    arguments = written(tmp_path)
    (tmp_path / "queries").unlink()

    assert command.main(arguments) == 2
    assert "queries: 読めません" in capsys.readouterr().err


def test_auroc_counts_equals_half():
    assert measures.auroc([0.9, 0.5], [0.5, 0.1]) == pytest.approx(3.5 / 4)
