"""The database itself refuses to change or delete an entry."""

from django.db import migrations

REFUSED = "journal_entry is append-only"

SQLITE = [
    f"CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal_entry BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    f"CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal_entry BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    # INSERT OR REPLACE removes the row in its way without waking the trigger on DELETE.
    "CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal_entry"
    " WHEN EXISTS (SELECT 1 FROM journal_entry WHERE seq = NEW.seq OR previous = NEW.previous OR hash = NEW.hash)"
    f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
]
SQLITE_BACK = [
    "DROP TRIGGER journal_no_update",
    "DROP TRIGGER journal_no_delete",
    "DROP TRIGGER journal_no_replace",
]

POSTGRESQL = [
    "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal_entry"
    " FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal_entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER journal_no_truncate ON journal_entry",
    "DROP TRIGGER journal_no_change ON journal_entry",
    "DROP FUNCTION journal_refuse()",
]


def enforce(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def lift(apps, schema_editor):
    for statement in {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(enforce, lift)]
