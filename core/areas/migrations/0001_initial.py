import core.search.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('date', models.DateField(primary_key=True, serialize=False, verbose_name='Date')),
                ('is_working', models.BooleanField(verbose_name='Working day')),
                ('reason', models.CharField(blank=True, max_length=60, verbose_name='Reason')),
            ],
            options={
                'verbose_name': 'Calendar day',
                'verbose_name_plural': 'Working calendar',
                'ordering': ['date'],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=18, unique=True, verbose_name='Division code')),
                ('name', models.CharField(max_length=60, verbose_name='Name')),
                ('level', models.CharField(choices=[('province', 'Province'), ('city', 'City'), ('district', 'District'), ('subdistrict', 'Subdistrict'), ('community', 'Community'), ('grid', 'Grid')], max_length=12, verbose_name='Level')),
                ('path', models.CharField(editable=False, help_text='codes from the root, /44/4403/', max_length=120)),
                ('pinyin', core.search.fields.InitialsField(blank=True, editable=False, help_text='initials', max_length=60, source='name')),
                ('boundary', models.JSONField(blank=True, null=True, verbose_name='Boundary (GeoJSON)')),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('community', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('district', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('grid', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('parent', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='areas.area', verbose_name='Belongs to')),
                ('subdistrict', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
            ],
            options={
                'verbose_name': 'Area',
                'verbose_name_plural': 'Areas',
                'indexes': [models.Index(fields=['path'], name='area_path', opclasses=['varchar_pattern_ops']), models.Index(fields=['parent', 'code'], name='area_children'), models.Index(fields=['district', 'level', 'code'], name='area_of_district'), models.Index(fields=['pinyin'], name='area_pinyin', opclasses=['varchar_pattern_ops'])],
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]{2,18}$')), name='area_code_is_digits')],
            },
        ),
        migrations.CreateModel(
            name='Estate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='Name')),
                ('pinyin', core.search.fields.InitialsField(blank=True, editable=False, max_length=60, source='name')),
                ('management', models.CharField(choices=[('none', 'No property management'), ('self', 'Managed by its residents'), ('company', 'Property company')], default='company', max_length=8, verbose_name='Management')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='estates', to='areas.area', verbose_name='Community')),
            ],
            options={
                'verbose_name': 'Estate',
                'verbose_name_plural': 'Estates',
                'constraints': [models.UniqueConstraint(fields=('community', 'name'), name='estate_once_in_community')],
            },
        ),
        migrations.CreateModel(
            name='Building',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=30, verbose_name='Name')),
                ('households', models.PositiveIntegerField(blank=True, null=True, verbose_name='Households')),
                ('grid', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='buildings', to='areas.area', verbose_name='Grid')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='buildings', to='areas.estate', verbose_name='Estate')),
            ],
            options={
                'verbose_name': 'Building',
                'verbose_name_plural': 'Buildings',
                'constraints': [models.UniqueConstraint(fields=('estate', 'name'), name='building_once_in_estate')],
            },
        ),
    ]
