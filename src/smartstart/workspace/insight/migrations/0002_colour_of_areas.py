import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_MADE = [
    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='kenmerk')),
    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
    ('visibility', models.CharField(choices=[('own', 'alleen onze gemeente'), ('region', 'de regio'), ('public', 'openbaar')], default='own', max_length=8, verbose_name='zichtbaar voor')),
    ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='gemaakt op')),
    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
]


def _links():
    return [
        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gemaakt door')),
        ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='web_accounts.municipality', verbose_name='gemeente')),
    ]


class Migration(migrations.Migration):

    dependencies = [
        ('web_accounts', '0001_initial'),
        ('workspace_insight', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ColourPage',
            fields=[(name, field.clone()) for name, field in _MADE] + _links(),
            options={
                'verbose_name': 'kaart van een gemeente',
                'verbose_name_plural': 'kaarten van gemeenten',
                'constraints': [models.UniqueConstraint(fields=('municipality',), name='one_colour_page_a_municipality')],
            },
        ),
        migrations.CreateModel(
            name='AreaNote',
            fields=[(name, field.clone()) for name, field in _MADE]
            + [
                ('area_code', models.CharField(db_index=True, max_length=10, verbose_name='gebied')),
                ('about', models.CharField(choices=[('sterk', 'iets wat goed gaat'), ('zorg', 'iets wat zorgen geeft'), ('anders', 'iets anders')], max_length=6, verbose_name='waar gaat het over')),
                ('text', models.TextField(max_length=600, verbose_name='wat weten mensen hier')),
            ]
            + _links(),
            options={
                'verbose_name': 'aantekening bij een gebied',
                'verbose_name_plural': 'aantekeningen bij gebieden',
                'ordering': ('made_at',),
                'constraints': [models.CheckConstraint(condition=models.Q(('visibility', 'public'), _negated=True), name='area_note_public_by_publishing_only')],
            },
        ),
    ]
