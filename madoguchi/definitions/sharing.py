"""What several procedures ask alike, asked once: the union of their questions by concept, and the form that asks it.

The applicant's own name, address and so on are one question wherever they are asked; what is asked about other people
never is. Where limits differ the stricter is asked; different kinds or options are different questions. A consent or a
document belongs to one procedure alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from madoguchi.definitions import questions as q
from madoguchi.definitions.compiled import Compiled, compile_procedure
from madoguchi.definitions.journey import walk
from madoguchi.definitions.procedure import Page, Procedure
from madoguchi.definitions.stricter import stricter
from madoguchi.kernel.text import Text

OF_A_PERSON = ("person.", "address", "phone", "email")
Known = Mapping[str, Mapping[str, object]]

YOU = Text(
    ja="あなたのこと", easy="あなたのこと", en="About you", zh_hans="关于您", ko="본인에 대하여"
)  # fmt: skip
MORE = Text(
    ja="そのほかの共通の質問",
    easy="どの申し込みでも聞くこと",
    en="Other questions asked by all",
    zh_hans="其他共同问题",
    ko="그 밖의 공통 질문",
)


@dataclass(frozen=True)
class Place:
    """A question in one procedure: `field`, or `group.field`."""

    procedure: str
    path: str


@dataclass(frozen=True, eq=False)
class Common:
    """`places`: by the question of the shared form, where its answer goes. `own`: by procedure what it alone asks."""

    form: Compiled | None
    places: Mapping[str, tuple[Place, ...]]
    own: Mapping[str, tuple[str, ...]]

    @property
    def asked(self) -> int:
        """How many questions are asked in all."""
        return len(self.places) + sum(len(paths) for paths in self.own.values())

    @property
    def apart(self) -> int:
        """How many would be asked if each were filled in by itself."""
        return sum(len(places) for places in self.places.values()) + sum(len(paths) for paths in self.own.values())


def common(procedures: Sequence[Compiled], known: Known, *, labels: Mapping[str, Text], today: date) -> Common:
    """The questions these procedures ask at first, told apart into the shared ones and each one's own."""
    by_id = {compiled.id: compiled for compiled in procedures}
    where: dict[str, list[Place]] = {}
    for compiled in procedures:
        for path, key in asked_at_first(compiled, known.get(compiled.id, {}), today=today):
            where.setdefault(key, []).append(Place(compiled.id, path))
    data: dict[str, q.Question] = {}
    places: dict[str, tuple[Place, ...]] = {}
    own: dict[str, list[str]] = {compiled.id: [] for compiled in procedures}
    for key, found in where.items():
        merged = _merged(found, by_id) if len(found) > 1 else None
        if merged is None:
            for place in found:
                own[place.procedure].append(place.path)
            continue
        concept, _, leaf = key.partition("|")[0].partition("/")
        id_ = concept.replace(".", "_")
        _put(data, id_, leaf, merged, _head(found[0], by_id), labels.get(concept))
        places[f"{id_}.{leaf}" if leaf else id_] = tuple(found)
    form = _form(procedures[0].procedure, _pointed(data)) if data else None
    return Common(form, places, {id_: tuple(paths) for id_, paths in own.items()})


def asked_at_first(compiled: Compiled, known: Mapping[str, object], *, today: date) -> Iterator[tuple[str, str]]:
    """Path and key of each question that stands on the pages before anything but `known` is answered."""
    journey = walk(compiled, known, today=today)
    shared = dict(_shared_concepts(compiled))
    for id_ in compiled.order:
        if id_ not in journey.visible or id_ in known:
            continue
        question = compiled.procedure.data[id_]
        concept = shared.get(id_, "")
        if not isinstance(question, q.GroupQuestion):
            yield id_, f"{concept}|{_kind(question)}" if concept else f"{compiled.id}:{id_}"
        elif question.min == 0:
            yield id_, f"{compiled.id}:{id_}"
        else:
            for leaf, asked in question.fields.items():
                if not asked.show:
                    path = f"{id_}.{leaf}"
                    alone = not concept or isinstance(asked, q.FileQuestion | q.ConsentQuestion)
                    yield path, f"{compiled.id}:{path}" if alone else f"{concept}/{leaf}|{_kind(asked)}"


def _shared_concepts(compiled: Compiled) -> Iterator[tuple[str, str]]:
    """By question its concept, where an answer to it is the same in another procedure."""
    p = compiled.procedure
    stem = p.applicant.name.removesuffix("name")
    concepts = [question.concept for question in p.data.values()]
    seen: set[str] = set()
    for id_, question in p.data.items():
        concept = question.concept
        if not concept or concept in seen or isinstance(question, q.FileQuestion | q.ConsentQuestion):
            continue
        personal = concept.startswith(OF_A_PERSON) and concept != "address.other"
        if (personal and stem and id_.startswith(stem)) or (not personal and concepts.count(concept) == 1):
            seen.add(concept)
            yield id_, concept


def _kind(question: q.Leaf) -> str:
    """What must be the same for two questions to be one: the kind, and the values that may be chosen."""
    kind = str(type(question).__struct_config__.tag)
    if isinstance(question, q.ChoiceQuestion | q.ChoicesQuestion):
        return f"{kind}:{','.join(sorted(option.value for option in question.options))}"
    return kind


def _merged(found: Sequence[Place], by_id: Mapping[str, Compiled]) -> q.Leaf | None:
    first, *others = (_leaf(by_id[place.procedure], place.path) for place in found)
    merged: q.Leaf | None = first
    for other in others:
        merged = stricter(merged, other) if merged is not None else None
    return msgspec.structs.replace(merged, show="", require_when="") if merged is not None else None


def _leaf(compiled: Compiled, path: str) -> q.Leaf:
    question = compiled.question(path)
    if isinstance(question, q.GroupQuestion):
        raise TypeError(f"{path} is a group; what is shared of it are its leaves")
    return question


def _head(place: Place, by_id: Mapping[str, Compiled]) -> q.Question:
    return by_id[place.procedure].procedure.data[place.path.partition(".")[0]]


def _put(
    data: dict[str, q.Question], id_: str, leaf: str, question: q.Leaf, head: q.Question, label: Text | None
) -> None:
    """Into the shared form; `label` words it for all its procedures."""
    if not leaf:
        data[id_] = msgspec.structs.replace(question, label=label or question.label)
        return
    group = data.get(id_)
    if not isinstance(group, q.GroupQuestion):
        if not isinstance(head, q.GroupQuestion):
            raise TypeError(f"{id_} is no group")
        group = msgspec.structs.replace(head, fields={}, show="", require_when="", label=label or head.label, help=None)
    data[id_] = msgspec.structs.replace(group, fields={**group.fields, leaf: question})


def _pointed(data: Mapping[str, q.Question]) -> dict[str, q.Question]:
    """A reading points to the name of the shared form, an account to its reading; what is not there is not compared."""
    found: dict[str, q.Question] = {}
    for id_, question in data.items():
        match question:
            case q.KanaQuestion():
                found[id_] = msgspec.structs.replace(question, of="person_name" if "person_name" in data else "")
            case q.BankAccountQuestion():
                holder = "person_kana" if question.holder and "person_kana" in data else ""
                found[id_] = msgspec.structs.replace(question, holder=holder)
            case _:
                found[id_] = question
    return found


def _form(like: Procedure, data: dict[str, q.Question]) -> Compiled:
    """A form of the shared questions alone: no rules, no law, never published and never sent."""
    groups = [id_ for id_, question in data.items() if isinstance(question, q.GroupQuestion)]
    you = tuple(id_ for id_ in data if id_ not in groups and data[id_].concept.startswith(OF_A_PERSON))
    more = tuple(id_ for id_ in data if id_ not in groups and id_ not in you)
    pages = [Page(id="you", title=YOU, ask=you)] if you else []
    pages += [Page(id=id_.replace("_", "-"), title=data[id_].label, ask=(id_,)) for id_ in groups]
    pages += [Page(id="more", title=MORE, ask=more)] if more else []
    procedure = msgspec.structs.replace(
        like,
        data=data,
        pages=tuple(pages),
        derived={},
        checks=(),
        reconcile=(),
        unique_by=(),
        charge=None,
        fees=(),
        mailed=None,
        eligibility=(),
        examples=(),
    )
    return compile_procedure(procedure, kept=True)
