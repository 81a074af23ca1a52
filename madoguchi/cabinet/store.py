"""Where the documents people hand in lie: `DATA/documents/ab/cdef…`, by content (see `gateways.store`)."""

from madoguchi.gateways.store import ContentStore

documents = ContentStore("documents")
put = documents.put
put_bytes = documents.put_bytes
open = documents.open  # noqa: A001  said as `store.open(sha256)`
