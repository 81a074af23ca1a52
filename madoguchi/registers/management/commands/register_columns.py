"""`manage.py register_columns > docs/reference/register-csv.md`: the CSV layout, written out from the code that reads it."""

from django.core.management.base import BaseCommand

from madoguchi.registers.layout import COLUMNS, END, HEAD, VERSION

TEXT = """# 住民記録抽出ファイルの列

このページは `manage.py register_columns` が、読み取る側のコードから書き出したものです（古くなるとテストが知らせます）。
使い方は [住民記録を取り込む](../guides/registers.md) にあります。

| 行 | 内容 |
|---|---|
| 1行目 | `{head},{version},連番,基準日`。連番は18桁までの数字で、取り込むたびに大きくします。基準日は YYYY-MM-DD |
| 2行目 | 下の列の名前を、この順にコンマで区切ったもの |
| 3行目から | 1人1行 |
| 最後の行 | `{end},件数`。件数は3行目からの行の数 |

| # | 列 | 内容 | 書き方 | 例 |
|---|---|---|---|---|
{rows}
"""


def reference() -> str:
    """The whole page, as Markdown."""
    rows = "\n".join(
        f"| {place} | {one.title} | {one.meaning} | {one.form} | {f'`{one.example}`' if one.example else ''} |"
        for place, one in enumerate(COLUMNS, start=1)
    )
    return TEXT.format(head=HEAD, version=VERSION, end=END, rows=rows)


class Command(BaseCommand):
    help = "住民記録抽出ファイルの列の説明を、Markdownで書きます。"

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(reference(), ending="")
