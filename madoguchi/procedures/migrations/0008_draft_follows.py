from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('procedures', '0007_bundles'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='follows',
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(condition=models.Q(('follows__isnull', False)), fields=('follows', 'procedure'), name='draft_follows_once', violation_error_message='この手続きは、すでに続けて始めています。'),
        ),
    ]
