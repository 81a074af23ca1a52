"""The sections an officer may choose between on the desk's lists."""

from madoguchi.kernel.actors import Actor
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Option


def sections_of(by: Actor) -> list[Option]:
    """Where the officer may look; one section is no choice."""
    ids = sorted({by.section, *by.sections} - {""})
    return [Option(id_, publications.section(id_).name) for id_ in ids] if len(ids) > 1 else []
