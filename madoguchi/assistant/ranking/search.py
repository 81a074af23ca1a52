"""`rank`: the documents that answer a question, best first."""

from collections.abc import Collection

import numpy as np

from madoguchi.assistant.ranking import asked as asking
from madoguchi.assistant.ranking import features
from madoguchi.assistant.ranking.chances import Rows
from madoguchi.assistant.ranking.channels import compare
from madoguchi.assistant.ranking.corpus import Corpus
from madoguchi.assistant.ranking.features import Candidates
from madoguchi.assistant.ranking.learned import Learned, out_of_the_box
from madoguchi.assistant.ranking.postings import Floats
from madoguchi.assistant.ranking.ranked import NOTHING, Found, Ranked
from madoguchi.assistant.ranking.trees import Trees

_STEADYING = 0.3


def rank(query: str, corpus: Corpus, *, limit: int = 10, language: str = "ja") -> Ranked:
    """Never raises for a text, whatever it is; without a word in common it finds nothing."""
    return rank_as_if(query, corpus, limit=limit, language=language)


def rank_as_if(
    query: str,
    corpus: Corpus,
    *,
    without: Collection[str] = (),
    hidden: Collection[str] = (),
    limit: int = 10,
    language: str = "ja",
) -> Ranked:
    """As if the questions of the askers `without` had not been stored, and the documents `hidden` did not exist."""
    learned = corpus.learned or out_of_the_box()
    candidates = consider(query, corpus, without=without, hidden=hidden, language=language)
    if not candidates.places or limit < 1:
        return NOTHING
    return _ranked(candidates, ordering(candidates, learned), learned, corpus, limit)


def consider(
    query: str, corpus: Corpus, *, without: Collection[str] = (), hidden: Collection[str] = (), language: str = "ja"
) -> Candidates:
    asked = asking.read(query, corpus.vocabulary, corpus.readings, language=language)
    away = [corpus.place_of[document] for document in hidden if document in corpus.place_of]
    channels = compare(asked, corpus, without=without, hidden=away)
    fused = channels.fused()
    places = best_places(fused, features.CANDIDATES)
    if not places:
        return features.NOBODY
    return features.of_candidates(asked, corpus, channels, fused, places)


def ordering(candidates: Candidates, learned: Learned) -> Rows:
    """The score of each candidate."""
    return scored(candidates, learned.trees)


def scored(candidates: Candidates, trees: Trees | None) -> Rows:
    """The trees' score with a little of the channels' sum, which steadies what few lessons have taught."""
    fused = candidates.fused.astype(np.float64)
    return fused if trees is None else trees.scores(candidates.rows) + _STEADYING * fused / fused.max()


def _ranked(candidates: Candidates, scores: Rows, learned: Learned, corpus: Corpus, limit: int) -> Ranked:
    order = np.argsort(-scores, kind="stable")[:limit]
    described = features.of_question(candidates.rows, scores)[None, :]
    right = float(learned.right.of(described)[0])
    chances = learned.candidate.of(scores[order, None])
    chances[0] = right
    found = tuple(
        Found(corpus.documents[candidates.places[place]].id, float(scores[place]), float(chance))
        for place, chance in zip(order, np.minimum.accumulate(chances), strict=True)
    )
    on_topic, has_page = float(learned.topic.of(described)[0]), float(learned.page.of(described)[0])
    return Ranked(found=found, confidence=right, on_topic=on_topic, has_page=has_page)


def best_places(scores: Floats, limit: int) -> list[int]:
    """The places of the best scores above nothing; equals in the order of the documents."""
    wanted = min(limit, len(scores))
    if wanted <= 0:
        return []
    near = np.argpartition(-scores, wanted - 1)[:wanted] if wanted < len(scores) else np.arange(len(scores))
    least = scores[near].min(initial=np.inf)
    candidates = np.flatnonzero((scores >= least) & (scores > 0))
    order = np.lexsort((candidates, -scores[candidates]))
    return [int(place) for place in candidates[order][:wanted]]
