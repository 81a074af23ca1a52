"""`catalog check`, `publish`, `diff`, `schema`, `reference`: the ward's definitions, tested and put in force."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.differences import words_diff
from madoguchi.definitions.explain import rules_in_words
from madoguchi.definitions.json_schema import schema_of
from madoguchi.definitions.loader import Catalog, load_catalog
from madoguchi.definitions.publishable import obstacles, unverified
from madoguchi.definitions.reference import reference
from madoguchi.definitions.situation import Situation
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.addresses import TownIndex
from madoguchi.kernel.refusals import Refusal
from madoguchi.publications import commands, queries


class Command(BaseCommand):
    """What an author of definitions needs, without knowing Python."""

    help = (
        "手続きの定義を確かめ（check）、公開し（publish）、版の違いを読み（diff）、"
        "回答のJSON Schema（schema）と項目の一覧（reference）を出します。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        check = acts.add_parser("check", help="定義を読み、例をすべて試します。")
        check.add_argument("procedure", nargs="*", help="手続きのid。なければ全部。")
        check.add_argument("--rules", action="store_true", help="すべての条件を日本語で印刷します。")
        publish = acts.add_parser("publish", help="定義を公開します。")
        publish.add_argument("procedure", nargs="*", help="手続きのid。なければ全部。")
        diff = acts.add_parser("diff", help="公開中の版と、ファイルの定義との違いを言葉で印刷します。")
        diff.add_argument("procedure")
        schema = acts.add_parser("schema", help="回答のJSON Schemaを印刷します。")
        schema.add_argument("procedure")
        acts.add_parser("reference", help="定義に書けるすべての項目を印刷します（docs/reference/catalog.md）。")

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        """Run one of the acts."""
        if act == "reference":
            self.stdout.write(reference(), ending="")
            return
        try:
            catalog = load_catalog(Path(settings.CATALOG), settings.WARD)
        except BrokenDefinition as problem:
            raise CommandError(f"区のファイルが読めません：{problem}") from problem
        match act:
            case "check":
                self._check(catalog, options["procedure"], rules=options["rules"])
            case "publish":
                self._publish(catalog, options["procedure"])
            case "diff":
                self._diff(_one(catalog, options["procedure"]))
            case "schema":
                schema = schema_of(_one(catalog, options["procedure"]))
                self.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2))

    def _check(self, catalog: Catalog, ids: list[str], *, rules: bool) -> None:
        at = Situation(today=clock.today(), towns=TownIndex(catalog.towns))
        wrong = [str(problem) for problem in _broken(catalog, ids)]
        for problem in wrong:
            self.stdout.write(self.style.ERROR(f"✗ {problem}"))
        for compiled in _chosen(catalog, ids):
            began = time.perf_counter()
            found = obstacles(compiled, at, demo=True)
            wrong += found
            self._tell(compiled, found, time.perf_counter() - began)
            if rules:
                for what, how in rules_in_words(compiled):
                    self.stdout.write(f"    {what}、{how}")
        if wrong:
            raise CommandError(f"{len(wrong)}件の問題があります。")

    def _tell(self, compiled: Compiled, found: list[str], seconds: float) -> None:
        p = compiled.procedure
        mark = self.style.ERROR("✗") if found else self.style.SUCCESS("✓")
        open_facts = len(list(unverified(compiled)))
        self.stdout.write(
            f"{mark} {p.title.ja}（{p.id}）版 {compiled.version[:12]}"
            f"  質問{len(p.data)} 確認{len(p.checks)} 例{len(p.examples)} 要確認の事実{open_facts}  {seconds:.2f}秒"
        )
        for sentence in found:
            self.stdout.write(f"    {sentence}")

    def _publish(self, catalog: Catalog, ids: list[str]) -> None:
        refused = [str(problem) for problem in _broken(catalog, ids)]
        for compiled in _chosen(catalog, ids):
            try:
                published = commands.publish(compiled=compiled, by=SYSTEM, at=clock.now(), demo=settings.DEMO)
            except Refusal as refusal:
                refused.append(f"{compiled.procedure.title.ja}（{compiled.id}）：{refusal.message}")
            else:
                self.stdout.write(f"✓ {compiled.procedure.title.ja} 第{published.number}版 {compiled.version[:12]}")
        for sentence in refused:
            self.stderr.write(self.style.ERROR(f"✗ {sentence}"))
        if refused:
            raise CommandError("公開できなかった定義があります。ほかの手続きには影響ありません。")

    def _diff(self, compiled: Compiled) -> None:
        before = queries.in_force(compiled.id)
        if before is None:
            self.stdout.write("まだ公開されていません。")
            return
        lines = words_diff(before, compiled)
        self.stdout.write("\n".join(lines) if lines else "公開中の版と同じです。")


def _broken(catalog: Catalog, ids: list[str]) -> list[BrokenDefinition]:
    """What could not be loaded; of the procedures asked for, where some are."""
    return [problem for problem in catalog.broken if not ids or Path(problem.file).stem in ids]


def _chosen(catalog: Catalog, ids: list[str]) -> list[Compiled]:
    if not ids:
        return list(catalog.procedures.values())
    broken = {Path(problem.file).stem for problem in catalog.broken}
    return [_one(catalog, id_) for id_ in ids if id_ not in broken]


def _one(catalog: Catalog, id_: str) -> Compiled:
    if id_ in catalog.procedures:
        return catalog.procedures[id_]
    for problem in _broken(catalog, [id_]):
        raise CommandError(str(problem))
    raise CommandError(f"「{id_}」という手続きはありません。あるもの：{'、'.join(catalog.procedures)}")
