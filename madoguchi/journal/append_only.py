"""Whether the database still refuses to change or delete entries.

The triggers are made by the second migration. On SQLite Django alters a table by copying it, which loses its
triggers: a migration that touches `Entry` must make them again, and this is how one notices.
"""

from django.db import connection

TRIGGERS = {
    "sqlite": frozenset({"journal_no_update", "journal_no_delete", "journal_no_replace"}),
    "postgresql": frozenset({"journal_no_change", "journal_no_truncate"}),
}
PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal_entry'",
    "postgresql": (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'journal_entry'::regclass AND NOT tgisinternal"
        " AND tgenabled IN ('O', 'A')"
    ),
}


def missing_triggers() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor])
        present = {str(row[0]) for row in cursor.fetchall()}
    return sorted(TRIGGERS[connection.vendor] - present)
