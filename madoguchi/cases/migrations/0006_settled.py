"""How many findings have a verdict, so that a case with an open one cannot be approved."""

from django.db import migrations, models
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce


def count_what_was_said(apps, schema_editor):
    """Cases that are still open and of which something was said already."""
    case, doubt = apps.get_model("cases", "Case"), apps.get_model("cases", "Doubt")
    said = (
        doubt.objects.filter(case=OuterRef("pk"), answered_at=OuterRef("answered_at"))
        .exclude(verdict="")
        .order_by()
        .values("case")
        .annotate(n=Count("id"))
        .values("n")
    )
    still_open = case.objects.filter(decided_at__isnull=True, to_look_at__gt=0)
    still_open.update(settled=Coalesce(Subquery(said, output_field=IntegerField()), 0))


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_unpaid")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="settled",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="判断を付けた確認事項"),
        ),
        migrations.RunPython(count_what_was_said, migrations.RunPython.noop),
    ]
