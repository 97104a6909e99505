from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workspace_data', '0002_open_figures'),
    ]

    operations = [
        migrations.AddField(
            model_name='release',
            name='subset_of',
            field=models.CharField(blank=True, default='', max_length=64, verbose_name='deel van'),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='release',
            name='manifest',
            field=models.CharField(max_length=64, verbose_name='vingerafdruk van het manifest'),
        ),
    ]
