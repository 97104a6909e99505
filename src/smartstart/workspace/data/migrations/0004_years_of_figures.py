from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workspace_data", "0003_release_subset_of"),
    ]

    operations = [
        migrations.AddField(
            model_name="figureload",
            name="years",
            field=models.JSONField(default=dict, verbose_name="jaren"),
        ),
    ]
