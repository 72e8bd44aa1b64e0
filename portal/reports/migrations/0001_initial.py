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
    ]

    operations = [
        migrations.CreateModel(
            name='ReportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=24, unique=True, verbose_name='Number')),
                ('status', models.CharField(editable=False, max_length=24, verbose_name='Status')),
                ('status_since', models.DateTimeField(editable=False)),
                ('due_at', models.DateTimeField(editable=False, null=True, verbose_name='Due')),
                ('clock_unit', models.CharField(blank=True, default='', editable=False, max_length=2)),
                ('clock_amount', models.PositiveIntegerField(editable=False, null=True)),
                ('clock_started_at', models.DateTimeField(editable=False, null=True)),
                ('clock_left', models.PositiveIntegerField(editable=False, null=True)),
                ('counted', models.JSONField(default=dict, editable=False, help_text='what the figures hold')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('form', models.CharField(choices=[('monthly', 'Monthly report')], default='monthly', max_length=12, verbose_name='Report')),
                ('since', models.DateField(verbose_name='From')),
                ('until', models.DateField(verbose_name='To')),
                ('language', models.CharField(choices=[('zh-hans', '简体中文'), ('en', 'English')], max_length=8, verbose_name='Language')),
                ('progress', models.PositiveSmallIntegerField(default=0, help_text='percent')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('seen_at', models.DateTimeField(help_text="the worker's last sign of life", null=True)),
                ('error', models.CharField(blank=True, default='', help_text='for operators', max_length=500)),
                ('snapshot', models.JSONField(null=True)),
                ('frozen_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('community', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('district', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('grid', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('requested_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('subdistrict', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
                'abstract': False,
                'indexes': [models.Index(fields=['community', '-created_at', '-id'], name='report_of_community'), models.Index(fields=['subdistrict', '-created_at', '-id'], name='report_of_street'), models.Index(fields=['district', '-created_at', '-id'], name='report_of_district'), models.Index(condition=models.Q(('status__in', ['done', 'failed']), _negated=True), fields=['status', 'status_since'], name='report_unfinished')],
                'constraints': [models.UniqueConstraint(fields=('form', 'area', 'since', 'until', 'language'), name='report_asked_once'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='report_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='report_progress_percent')],
            },
        ),
        migrations.CreateModel(
            name='ReportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('xlsx', 'Excel'), ('csv', 'CSV')], max_length=4)),
                ('file', models.FileField(max_length=200, upload_to='reports/')),
                ('size', models.PositiveIntegerField(help_text='bytes')),
                ('sha256', models.CharField(max_length=64)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='reports.reportrun')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('run', 'format'), name='report_file_once_a_format')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportrun',
            trigger=pgtrigger.compiler.Trigger(name='scope_columns', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                    SELECT a.district_id, a.subdistrict_id, a.community_id, a.grid_id\n                      INTO NEW.district_id, NEW.subdistrict_id, NEW.community_id, NEW.grid_id\n                      FROM areas_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ', hash='49a25d1e8e9740d851025728657eba693e592994', operation='INSERT OR UPDATE OF "area_id"', pgid='pgtrigger_scope_columns_cc37b', table='reports_reportrun', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportrun',
            trigger=pgtrigger.compiler.Trigger(name='status_follows_log', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n                    IF NEW.status IS DISTINCT FROM (\n                        SELECT r.to_state FROM workflow_transitionrecord r\n                         WHERE r.kind = 'report' AND r.object_id = NEW.id\n                         ORDER BY r.id DESC LIMIT 1)\n                       AND NEW.status = (SELECT o.status FROM reports_reportrun o WHERE o.id = NEW.id)\n                    THEN\n                        RAISE EXCEPTION 'status % of reports_reportrun % is not in the log',\n                            NEW.status, NEW.id USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NULL;\n                    ", hash='7396da2dcf877ff93598b17d87f7cdfd1e2c9694', operation='INSERT OR UPDATE OF "status"', pgid='pgtrigger_status_follows_log_c0354', table='reports_reportrun', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
