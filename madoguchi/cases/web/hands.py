"""Who entered the answers of a case: the resident, an officer at the counter or on the telephone, a register."""

from madoguchi.cases import queries
from madoguchi.cases.asked import label_at
from madoguchi.cases.authorship import by_hand
from madoguchi.cases.case_file import CaseFile
from madoguchi.cases.web.pages import Hand


def hands_of(file: CaseFile) -> tuple[Hand, ...]:
    """Each hand with the questions it answered, the one with the most first."""
    authors = queries.authors_of(file.case)
    return tuple(
        Hand(
            who,
            len(paths),
            tuple(dict.fromkeys(label_at(file.compiled, file.case.answers, path, "ja") for path in paths)),
        )
        for who, paths in by_hand(authors).items()
    )
