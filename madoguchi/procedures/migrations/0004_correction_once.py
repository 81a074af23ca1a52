"""One open draft for each correction; what was begun twice before keeps the one last typed in."""

from django.db import migrations, models


def keep_the_latest(apps, schema_editor):
    drafts = apps.get_model("procedures", "Draft").objects.filter(corrects__isnull=False, sent_as=None)
    seen = set()
    for draft in drafts.order_by("-saved_at", "-id"):
        if draft.corrects in seen:
            draft.delete()
        seen.add(draft.corrects)


class Migration(migrations.Migration):

    dependencies = [
        ("procedures", "0003_api_submission"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="rounds",
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(keep_the_latest, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrects__isnull", False), ("sent_as", None)),
                fields=("corrects",),
                name="draft_correction_once",
                violation_error_message="この申請は、すでに直し始めています。",
            ),
        ),
    ]
