"""`manage.py calibrate_assistant`: measures on questions set aside, and writes down the threshold that keeps the promise."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from madoguchi.assistant import calibration, measuring, recognising
from madoguchi.assistant.corpus import corpus, passages_today
from madoguchi.kernel import clock, ids


class Command(BaseCommand):
    """Says what it measured; where the promise cannot be shown to hold, the assistant goes on offering three choices."""

    help = "Measure the assistant on questions set aside and keep the threshold that follows from the promise."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, help="another file than the installation's own")

    def handle(self, *_: object, to: Path | None = None, **__: object) -> None:
        present, passages = corpus(), passages_today()
        found = list(measuring.trials(present, passages))
        measured = calibration.measured(
            found,
            wrong_of_100=recognising.guide().promise.wrong_of_100,
            on=clock.today(),
            corpus=ids.digest("\n".join(sorted(document.id for document in present.documents)))[:16],
        )
        file = to or calibration.own_file()
        calibration.write(measured, file)
        first = sum(trial.right for trial in found) / len(found) if found else 0.0
        self.stdout.write(
            f"{len(passages)} passages, {measured.questions} questions set aside, first one right {first:.1%}\n"
            f"stated {measured.stated} ({measured.share_stated:.1%}), right {measured.share_right:.1%}"
            f" (95 %: {measured.lowest_right:.1%} to {measured.highest_right:.1%}), threshold {measured.threshold}\n"
            f"{file}"
        )
