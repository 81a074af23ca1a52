"""Which passages answer a question, and how sure that is: words counted in numpy, no Django, nothing called outside.

`build` makes a corpus once; `rank` asks it. Both are plain functions over frozen values, so that anybody can measure
them on a set of their own (`bin/assistant evaluate`, docs/guides/search.md).
"""

from madoguchi.assistant.ranking.corpus import Corpus, build
from madoguchi.assistant.ranking.documents import Document
from madoguchi.assistant.ranking.ranked import Found, Ranked
from madoguchi.assistant.ranking.search import rank

__all__ = ["Corpus", "Document", "Found", "Ranked", "build", "rank"]
