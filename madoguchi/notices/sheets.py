"""Where issued sheets lie: `DATA/notices/ab/cdef…`, by content (see `gateways.store`)."""

from madoguchi.gateways.store import ContentStore

sheets = ContentStore("notices")
put_bytes = sheets.put_bytes
read = sheets.read_checked
