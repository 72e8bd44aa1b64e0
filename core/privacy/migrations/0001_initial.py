import core.privacy.fields
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
            name='PurgeReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=60)),
                ('keep_days', models.PositiveIntegerField()),
                ('erased', models.PositiveIntegerField()),
                ('error', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Reveal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('viewer_role', models.CharField(blank=True, help_text='role and area then', max_length=120)),
                ('object_type', models.CharField(help_text='app_label.model', max_length=60)),
                ('object_id', models.CharField(max_length=40)),
                ('object_label', models.CharField(max_length=120)),
                ('field', models.CharField(max_length=60)),
                ('reason', core.privacy.fields.EncryptedTextField(blank=True, default='', verbose_name='Reason')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('subject', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('viewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(models.F('subject'), models.OrderBy(models.F('at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='seen'), models.Index(models.F('viewer'), models.OrderBy(models.F('at'), descending=True), name='looked'), models.Index(models.F('object_type'), models.F('object_id'), name='reveal_object')],
            },
        ),
        migrations.CreateModel(
            name='ConsentRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=60)),
                ('text_version', models.CharField(max_length=20)),
                ('decision', models.CharField(choices=[('given', 'Agreed'), ('withdrawn', 'Withdrawn')], default='given', max_length=9)),
                ('object_type', models.CharField(blank=True, help_text='app_label.model', max_length=60)),
                ('object_id', models.CharField(blank=True, max_length=40)),
                ('channel', models.CharField(choices=[('web', 'Online'), ('counter', 'At the counter'), ('phone', 'By telephone'), ('paper', 'On paper'), ('import', 'Imported')], max_length=10)),
                ('basis', core.privacy.fields.EncryptedTextField(blank=True, default='', verbose_name='Basis')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(models.F('given_by'), models.F('purpose'), models.OrderBy(models.F('id'), descending=True), name='consent_person'), models.Index(models.F('object_type'), models.F('object_id'), models.F('purpose'), name='consent_object')],
                'constraints': [models.CheckConstraint(condition=models.Q(('given_by__isnull', False), models.Q(('object_id', ''), _negated=True), _connector='OR'), name='consent_of_someone')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='purgereport',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8464cc068b288de116b3825ab9dfc610f4dd3a6f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_62f33', table='privacy_purgereport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consentrecord',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1f69de47176106a6dfd6bdcd6c1f3f24da7ce7f9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4733b', table='privacy_consentrecord', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reveal',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dca64f05a7220a13ebdba68ae06f0e425dfe4db7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_af25b', table='privacy_reveal', when='BEFORE')),
        ),
    ]
