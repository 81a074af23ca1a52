"""Who entered each answer, and by which way: kept beside the answers, shown to officer and resident in plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from madoguchi.kernel.actors import Actor

Kept = dict[str, object]
Authors = Mapping[str, Mapping[str, object]]
ROW = "row"
# How often an answer has changed hands; more than this says nothing more about it.
MOST_BEFORE = 10

RESIDENT_TYPED = "ご本人が入力"
OFFICER_AT = {"counter": "窓口の職員が入力", "phone": "電話で職員が入力", "paper": "紙の申請書から職員が入力"}
PREFILLED = {
    "letter": "区が送った用紙から",
    "register": "住民基本台帳から",
    "eid": "デジタル認証アプリから",
    "earlier": "以前の申請から",
    "api": "連携する事業者が入力",
    "paper": "紙の申請書から読み取り",
    "chat": "ご本人がチャットで回答",
}
AGREED = {"confirmed": "ご本人が確認画面で同意", "oral": "読み上げて、ご本人が口頭で同意"}


@dataclass(frozen=True)
class Author:
    """`how` is the way: web, counter, phone, paper, api; or the source it was filled in from; or how it was agreed."""

    kind: str
    name: str
    section: str
    at: str
    how: str

    @property
    def words(self) -> str:
        """In plain words, without a name."""
        if found := AGREED.get(self.how):
            return found
        if self.kind == "officer":
            return OFFICER_AT.get(self.how, "職員が入力")
        return PREFILLED.get(self.how, RESIDENT_TYPED)

    @property
    def is_resident_online(self) -> bool:
        """The usual case, which needs no mention."""
        return self.words == RESIDENT_TYPED


def author_of(by: Actor, how: str, at: datetime) -> Author:
    """The one who acts, as the author of what is entered now. A resident's name stands in the answers already."""
    name = by.name if by.is_officer else ""
    return Author(by.kind.value, name, by.section, at.isoformat(timespec="seconds"), how)


def signed(kept: Authors, before: Mapping[str, object], after: Mapping[str, object], author: Author) -> dict[str, Kept]:
    """The authors of `after`: whoever changed an answer has signed it, and whom they overwrote stays in its history."""
    was, now, mine = dict(leaves(before)), dict(leaves(after)), asdict(author)
    authors: dict[str, Kept] = {}
    for path, answer in now.items():
        known = dict(kept.get(path, {}))
        if known and was.get(path) == answer:
            authors[path] = known
        elif path in was and was[path] == answer:
            continue
        else:
            authors[path] = {**mine, **_before(known, author)}
    return authors


def of_answers(authors: Authors, answers: Mapping[str, object]) -> dict[str, Kept]:
    """The authors of these answers alone: what is hidden now has none."""
    return {path: dict(authors[path]) for path, _ in leaves(answers) if path in authors}


def _before(known: Kept, author: Author) -> Kept:
    """Whose answer is typed over. Typing on in one's own answer is no change of hands."""
    earlier = known.pop("before", [])
    before = list(earlier) if isinstance(earlier, list) else []
    if known and not _is_same_hand(known, author):
        before.append(known)
    return {"before": before[-MOST_BEFORE:]} if before else {}


def _is_same_hand(known: Kept, author: Author) -> bool:
    return (known.get("kind"), known.get("name"), known.get("how")) == (author.kind, author.name, author.how)


def leaves(answers: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Every answer by its path: `field`, or `group.row.field`."""
    for id_, answer in answers.items():
        rows = answer if isinstance(answer, list) else []
        if rows and all(isinstance(row, Mapping) and ROW in row for row in rows):
            for row in rows:
                yield from ((f"{id_}.{row[ROW]}.{leaf}", value) for leaf, value in row.items() if leaf != ROW)
        else:
            yield id_, answer


def author_at(authors: Authors, path: str) -> Author | None:
    """Who entered the answer at a path; None where nobody knows, as for what came before authors were kept."""
    kept = authors.get(path)
    return _author(kept) if kept else None


def said(author: Author) -> str:
    """「窓口の職員が入力（酒井 美咲）」."""
    return f"{author.words}（{author.name}）" if author.name else author.words


def by_hand(authors: Authors) -> dict[str, list[str]]:
    """The paths each hand has entered, the one with the most first; whose answers were typed over stands beside it."""
    found: dict[str, list[str]] = {}
    for path in authors:
        if author := author_at(authors, path):
            earlier = "、".join(said(one) for one in before_at(authors, path))
            words = f"{said(author)}　前：{earlier}" if earlier else said(author)
            found.setdefault(words, []).append(path)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))


def before_at(authors: Authors, path: str) -> list[Author]:
    """Whose answer stood there before, the first first."""
    earlier = authors.get(path, {}).get("before", [])
    return [_author(one) for one in earlier if isinstance(one, Mapping)] if isinstance(earlier, list) else []


def _author(kept: Mapping[str, object]) -> Author:
    return Author(*(str(kept.get(name, "")) for name in ("kind", "name", "section", "at", "how")))
