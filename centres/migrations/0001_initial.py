import core.privacy.phones
import core.search.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.operations
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('areas', '0001_initial'),
        ('files', '0001_initial'),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(
        ),
        migrations.CreateModel(
            name='ServiceCentre',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('district', 'District centre'), ('subdistrict', 'Subdistrict centre'), ('community', 'Community centre'), ('park', 'Business park centre'), ('commercial', 'Commercial building centre'), ('market', 'Market centre'), ('estate', 'Estate station')], max_length=12, verbose_name='Level')),
                ('name', models.CharField(max_length=60, verbose_name='Name')),
                ('pinyin', core.search.fields.InitialsField(blank=True, editable=False, help_text='initials', max_length=60, source='name')),
                ('address', models.CharField(max_length=120, verbose_name='Address')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='Longitude')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='Latitude')),
                ('phone', models.CharField(max_length=40, validators=[core.privacy.phones.validate_phone], verbose_name='Phone')),
                ('public', models.BooleanField(default=True, verbose_name='Shown to the public')),
                ('on_holidays', models.CharField(choices=[('usual', 'Open as on any such weekday'), ('sunday', 'Open as on Sundays'), ('closed', 'Closed')], default='sunday', max_length=8, verbose_name='On public holidays')),
                ('access_notes', models.CharField(blank=True, help_text='Ramp, lift, bus stop, which door', max_length=200, verbose_name='Getting in')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('community', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('district', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('grid', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('subdistrict', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
            ],
            options={
                'verbose_name': 'Service centre',
                'abstract': False,
                'indexes': [models.Index(fields=['community'], name='centre_community'), models.Index(fields=['subdistrict'], name='centre_subdistrict'), models.Index(fields=['district', 'level'], name='centre_district_level'), models.Index(fields=['longitude', 'latitude'], name='centre_place')],
                'constraints': [models.UniqueConstraint(fields=('area', 'name'), name='centre_once_in_area'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__range', (3, 54)), ('longitude__range', (73, 136))), _connector='OR'), name='centre_within_china', violation_error_message='These coordinates are not in China.')],
            },
        ),
        migrations.CreateModel(
            name='OpeningHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(1, 'Monday'), (2, 'Tuesday'), (3, 'Wednesday'), (4, 'Thursday'), (5, 'Friday'), (6, 'Saturday'), (7, 'Sunday')], verbose_name='Weekday')),
                ('opens', models.TimeField(verbose_name='Opens')),
                ('closes', models.TimeField(verbose_name='Closes')),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='weekly_hours', to='centres.servicecentre')),
            ],
            options={
                'ordering': ['weekday', 'opens'],
                'constraints': [models.CheckConstraint(condition=models.Q(('weekday__range', (1, 7))), name='hours_on_a_weekday'), models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='hours_close_after_opening'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('centre', '='), ('weekday', '='), (models.Func(models.F('opens'), models.F('closes'), arg_joiner=", DATE '2000-01-01' + ", template="TSRANGE(DATE '2000-01-01' + %(expressions)s)"), '&&')], name='hours_do_not_overlap')],
            },
        ),
        migrations.CreateModel(
            name='HoursException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='First day')),
                ('until', models.DateField(verbose_name='Last day')),
                ('closed', models.BooleanField(default=True, verbose_name='Closed all day')),
                ('reason', models.CharField(max_length=120, verbose_name='Reason')),
                ('announced_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('ended_on', models.DateField(blank=True, editable=False, null=True)),
                ('announced_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours_exceptions', to='centres.servicecentre')),
            ],
            options={
                'ordering': ['since'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='exception_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__range', (models.F('since'), models.F('until'))), _connector='OR'), name='exception_ended_while_it_ran'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='exception_says_why'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('centre', '='), (models.Func(models.F('since'), models.Func(models.F('ended_on'), models.F('until'), template='COALESCE(%(expressions)s + 1)'), function='DATERANGE'), '&&')], name='exceptions_do_not_overlap')],
            },
        ),
        migrations.CreateModel(
            name='CentrePhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shows', models.CharField(max_length=100, verbose_name='What it shows')),
                ('image', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='files.storedfile')),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='centres.servicecentre')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Zone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='Name')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='zones', to='centres.servicecentre')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('centre', 'name'), name='zone_once_in_centre')],
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('hall', 'Service hall'), ('secretary', "Secretary's studio"), ('council', "Residents' council room"), ('mediation', 'Mediation room'), ('legal', 'Legal advice room'), ('counselling', 'Counselling room'), ('party', "Party members' room"), ('multi', 'Multi-purpose hall'), ('reading', 'Reading room'), ('calligraphy', 'Calligraphy and painting room'), ('photo', 'Photography room'), ('computer', 'Computer room'), ('dance', 'Dance room'), ('fitness', 'Fitness room'), ('chess', 'Chess and cards room'), ('table_tennis', 'Table tennis room'), ('children', "Children's home"), ('after_school', 'After-school class'), ('nursing', 'Nursing room'), ('elders', "Elders' day room"), ('meals', "Elders' canteen"), ('volunteers', 'Volunteer station'), ('outdoor_workers', "Outdoor workers' stop"), ('kitchen', 'Shared kitchen'), ('square', 'Roof garden or square'), ('other', 'Other room')], max_length=20, verbose_name='Kind')),
                ('name', models.CharField(max_length=40, verbose_name='Name')),
                ('access', models.CharField(choices=[('walk_in', 'Just walk in'), ('bookable', 'Please book'), ('staff', 'Staff only')], max_length=8, verbose_name='How to use it')),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Places')),
                ('notes', models.CharField(blank=True, max_length=200, verbose_name='Good to know')),
                ('in_use', models.BooleanField(default=True, verbose_name='In use')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rooms', to='centres.servicecentre')),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='rooms', to='centres.zone', verbose_name='Zone')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('centre', 'name'), name='room_once_in_centre'), models.CheckConstraint(condition=models.Q(('capacity__isnull', True), ('capacity__gte', 1), _connector='OR'), name='room_holds_someone')],
            },
        ),
        migrations.CreateModel(
            name='HoursExceptionSpan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens', models.TimeField(verbose_name='Opens')),
                ('closes', models.TimeField(verbose_name='Closes')),
                ('exception', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spans', to='centres.hoursexception')),
            ],
            options={
                'ordering': ['opens'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='span_closes_after_opening'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('exception', '='), (models.Func(models.F('opens'), models.F('closes'), arg_joiner=", DATE '2000-01-01' + ", template="TSRANGE(DATE '2000-01-01' + %(expressions)s)"), '&&')], name='exception_spans_do_not_overlap')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicecentre',
            trigger=pgtrigger.compiler.Trigger(name='scope_columns', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                    SELECT a.district_id, a.subdistrict_id, a.community_id, a.grid_id\n                      INTO NEW.district_id, NEW.subdistrict_id, NEW.community_id, NEW.grid_id\n                      FROM areas_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ', hash='4e6cb282259b0a2bae017511dc82fd106485e340', operation='INSERT OR UPDATE OF "area_id"', pgid='pgtrigger_scope_columns_43bd9', table='centres_servicecentre', when='BEFORE')),
        ),
    ]
