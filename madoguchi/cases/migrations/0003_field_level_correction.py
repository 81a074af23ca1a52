from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0002_revision_authors"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="correction_opened_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="補正の依頼を開いた日時"),
        ),
        migrations.AddField(
            model_name="case",
            name="corrected_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="補正が届いた日時"),
        ),
        migrations.AddField(
            model_name="revision",
            name="reason",
            field=models.TextField(blank=True, default="", verbose_name="職員が入力した理由"),
            preserve_default=False,
        ),
    ]
