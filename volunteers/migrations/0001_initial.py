import core.privacy.fields
import core.privacy.phones
import core.search.fields
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from decimal import Decimal
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
            name='MicroWish',
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
                ('title', models.CharField(max_length=60, verbose_name='What is the wish, in a few words?')),
                ('story', core.privacy.fields.EncryptedTextField(blank=True, default='', max_length=2000, verbose_name='In her own words')),
                ('public_title', models.CharField(blank=True, default='', max_length=60, verbose_name='Title on the wall')),
                ('public_text', models.CharField(blank=True, default='', max_length=600, verbose_name='Text on the wall')),
                ('bigrams', core.search.fields.BigramsField(sources=('code', 'title', 'public_title', 'public_text'))),
                ('kind', models.CharField(choices=[('goods', 'Goods'), ('service', 'A helping hand'), ('company', 'Company'), ('experience', 'An experience'), ('advice', 'Advice')], max_length=10, verbose_name='Kind')),
                ('estimated_value', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=14, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(Decimal('100000'))], verbose_name='Estimated value (yuan)')),
                ('age_band', models.CharField(blank=True, choices=[('under_14', 'Under 14'), ('14_17', '14 to 17'), ('18_59', '18 to 59'), ('60_69', '60 to 69'), ('70_up', '70 or older')], default='', max_length=10, verbose_name='Age')),
                ('contact_name', core.privacy.fields.EncryptedTextField(blank=True, default='', max_length=60, verbose_name='Name')),
                ('contact_phone', core.privacy.fields.EncryptedTextField(blank=True, default='', max_length=40, validators=[core.privacy.phones.validate_phone], verbose_name='Phone')),
                ('contact_address', core.privacy.fields.EncryptedTextField(blank=True, default='', max_length=200, verbose_name='Address')),
                ('phone_index', core.privacy.fields.BlindIndexField(editable=False, max_length=64, source='contact_phone')),
                ('person', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('tracking_code', core.privacy.fields.EncryptedTextField(editable=False, max_length=20)),
                ('tracking_index', core.privacy.fields.BlindIndexField(editable=False, max_length=64, purpose='wish tracking', source='tracking_code', unique=True)),
                ('contact_purged_at', models.DateTimeField(editable=False, null=True)),
                ('spoken_for', models.CharField(choices=[('self', 'The person herself'), ('staff', 'Community staff'), ('housekeeper', 'A housekeeper'), ('relative', 'A relative or neighbour')], default='self', max_length=12, verbose_name='Who enters it?')),
                ('consent_basis', models.CharField(blank=True, choices=[('home_visit', 'She said so at a home visit'), ('phone_call', 'She said so on the phone'), ('counter', 'She said so at the counter'), ('written', 'She signed a sheet'), ('guardian', 'Her guardian said so')], default='', max_length=12, verbose_name='On what basis?')),
                ('guardian_name', core.privacy.fields.EncryptedTextField(blank=True, default='', max_length=60, verbose_name="Guardian's name")),
                ('guardian_phone', core.privacy.fields.EncryptedTextField(blank=True, default='', max_length=40, validators=[core.privacy.phones.validate_phone], verbose_name="Guardian's phone")),
                ('guardian_agreed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('guardian_informed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('channel', models.CharField(choices=[('web', 'Web'), ('phone', 'Phone call'), ('paper', 'Paper or card box'), ('counter', 'Counter'), ('api', 'Interface'), ('import', 'Imported list')], default='web', max_length=8, verbose_name='How it came in')),
                ('contact_mode', models.CharField(choices=[('go_between', 'Through the community'), ('direct', 'Directly: the accepted claimer sees my phone number')], default='go_between', max_length=10, verbose_name='How may the helper reach her?')),
                ('is_private', models.BooleanField(default=False, verbose_name='Not on the public wall')),
                ('is_shared', models.BooleanField(default=False, verbose_name='A group may fulfil it together')),
                ('seats', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='How many may join in')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('round', models.PositiveSmallIntegerField(default=1, editable=False, help_text='later rounds come first')),
                ('next_door', models.CharField(blank=True, choices=[('project', 'Livelihood micro-project of the community'), ('assistance', 'Temporary assistance'), ('charity', 'Charity federation'), ('window', 'Service window of your community centre'), ('property', 'Property management'), ('hotline', 'Government service hotline 12345')], default='', max_length=12, verbose_name='Where to turn instead')),
                ('first_help_of_year', models.BooleanField(default=False, editable=False)),
                ('thank_you', core.privacy.fields.EncryptedTextField(blank=True, default='', max_length=600, verbose_name='Thank-you note')),
                ('public_thank_you', models.CharField(blank=True, default='', editable=False, max_length=600)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('community', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('district', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('grid', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('subdistrict', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('wisher', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'micro-wish',
                'verbose_name_plural': 'micro-wishes',
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('is_private', False), ('status__in', ('published', 'claimed', 'contacted', 'fulfilled', 'closed'))), fields=['-published_at', '-id'], name='wish_wall_all'), models.Index(condition=models.Q(('is_private', False), ('status__in', ('published', 'claimed', 'contacted', 'fulfilled', 'closed'))), fields=['district', '-published_at', '-id'], name='wish_wall_district'), models.Index(condition=models.Q(('is_private', False), ('status__in', ('published', 'claimed', 'contacted', 'fulfilled', 'closed'))), fields=['subdistrict', '-published_at', '-id'], name='wish_wall_subdistrict'), models.Index(condition=models.Q(('is_private', False), ('status__in', ('published', 'claimed', 'contacted', 'fulfilled', 'closed'))), fields=['community', '-published_at', '-id'], name='wish_wall_community'), models.Index(condition=models.Q(('is_private', False), ('status__in', ('published', 'claimed', 'contacted', 'fulfilled', 'closed'))), fields=['status', '-published_at', '-id'], name='wish_wall_status'), django.contrib.postgres.indexes.GinIndex(fields=['bigrams'], name='wish_bigrams'), models.Index(fields=['community', 'status', 'due_at'], name='wish_staff_community'), models.Index(fields=['subdistrict', 'status', 'due_at'], name='wish_staff_subdistrict'), models.Index(fields=['district', 'status', 'due_at'], name='wish_staff_district'), models.Index(condition=models.Q(('due_at__isnull', False)), fields=['status', 'due_at'], name='wish_due'), models.Index(condition=models.Q(('wisher__isnull', False)), fields=['wisher', '-id'], name='wish_mine'), models.Index(condition=models.Q(('submitted_by__isnull', False)), fields=['submitted_by', '-id'], name='wish_entered'), models.Index(condition=models.Q(('phone_index', ''), _negated=True), fields=['phone_index'], name='wish_phone'), models.Index(condition=models.Q(('status', 'closed')), fields=['person', 'closed_at'], name='wish_person'), models.Index(condition=models.Q(('status', 'closed')), fields=['district', 'closed_at'], include=('published_at',), name='wish_closed_district'), models.Index(condition=models.Q(('status', 'closed')), fields=['community', 'closed_at'], include=('published_at',), name='wish_closed_community'), models.Index(condition=models.Q(('contact_purged_at__isnull', True), ('due_at__isnull', True)), fields=['status_since'], name='wish_contact_to_purge')],
                'constraints': [models.CheckConstraint(condition=models.Q(('estimated_value__gte', 0), ('estimated_value__lte', Decimal('100000'))), name='wish_value_in_range'), models.CheckConstraint(condition=models.Q(models.Q(('is_shared', True), ('seats__gte', 1), ('seats__lte', 50)), models.Q(('is_shared', False), ('seats', 1)), _connector='OR'), name='wish_seats_match_sharing'), models.CheckConstraint(condition=models.Q(('spoken_for', 'self'), models.Q(('consent_basis', ''), _negated=True), _connector='OR'), name='wish_by_proxy_has_a_basis'), models.CheckConstraint(condition=models.Q(models.Q(('age_band', 'under_14'), _negated=True), ('published_at__isnull', True), ('guardian_agreed_at__isnull', False), _connector='OR'), name='wish_of_child_needs_guardian'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('published', 'claimed', 'contacted', 'fulfilled', 'closed')), _negated=True), models.Q(models.Q(('public_title', ''), _negated=True), models.Q(('public_text', ''), _negated=True), ('published_at__isnull', False)), _connector='OR'), name='wish_published_in_public_words'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='wish_closed_has_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('invited', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('wish', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='volunteers.microwish')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'constraints': [models.UniqueConstraint(fields=('wish', 'invited'), name='wish_invitation_once')],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seat', models.PositiveSmallIntegerField(editable=False)),
                ('unit_label', models.CharField(blank=True, max_length=60, verbose_name='On behalf of (branch or unit)')),
                ('promise', models.CharField(blank=True, max_length=300, verbose_name='What I promise')),
                ('promised_for', models.DateField(blank=True, null=True, verbose_name='By when')),
                ('items', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='Service items')),
                ('claimed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('contacted_at', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('ended_how', models.CharField(blank=True, choices=[('fulfilled', 'Fulfilled'), ('given_up', 'Given up'), ('lapsed', 'Lapsed without contact'), ('vetoed', 'Not wished by the wisher'), ('withdrawn', 'The wish was withdrawn')], default='', editable=False, max_length=10)),
                ('claimer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('wish', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='volunteers.microwish')),
            ],
            options={
                'verbose_name': 'claim',
                'verbose_name_plural': 'claims',
                'indexes': [models.Index(fields=['claimer', '-claimed_at'], name='claim_of_claimer')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('wish', 'seat'), name='claim_one_a_seat'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_how', 'vetoed'), _connector='OR'), fields=('wish', 'claimer'), name='claim_once_and_never_after_veto'), models.CheckConstraint(condition=models.Q(('seat__gte', 1), ('seat__lte', 50)), name='claim_seat_in_range'), models.CheckConstraint(condition=models.Q(('items__gte', 1), ('items__lte', 99)), name='claim_items_in_range'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_how', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_how', ''), _negated=True)), _connector='OR'), name='claim_end_says_how')],
            },
        ),
        migrations.CreateModel(
            name='Volunteer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volunteer_number', models.CharField(blank=True, max_length=30, verbose_name='Volunteer number')),
                ('interests', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None, verbose_name='Glad to help with')),
                ('registered_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='Registered on')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='Left on')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('community', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('district', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('grid', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('subdistrict', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='volunteer', to=settings.AUTH_USER_MODEL, verbose_name='Account')),
            ],
            options={
                'verbose_name': 'volunteer',
                'verbose_name_plural': 'volunteers',
                'abstract': False,
                'indexes': [models.Index(fields=['community', 'registered_on'], name='volunteer_community')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('volunteer_number', ''), _negated=True), fields=('volunteer_number',), name='volunteer_number_once'), models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('registered_on')), _connector='OR'), name='volunteer_leaves_after_registering')],
            },
        ),
        migrations.CreateModel(
            name='Housekeeper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('selected_by', models.CharField(choices=[('self_recommend', 'Came forward'), ('resident_nominate', 'Named by residents'), ('committee_invite', 'Asked by the committee'), ('election', 'Elected')], default='self_recommend', max_length=20, verbose_name='Selected by')),
                ('since', models.DateField(default=django.utils.timezone.localdate, verbose_name='Since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='Until')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('buildings', models.ManyToManyField(blank=True, related_name='housekeepers', to='areas.building', verbose_name='Buildings')),
                ('community', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('district', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('grid', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('subdistrict', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='volunteers.volunteer', verbose_name='Volunteer')),
            ],
            options={
                'verbose_name': 'housekeeper',
                'verbose_name_plural': 'housekeepers',
                'abstract': False,
                'indexes': [models.Index(fields=['community', 'since'], name='housekeeper_community')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='housekeeper_ends_after_beginning'), models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('volunteer', 'area'), name='housekeeper_one_open_term')],
            },
        ),
        migrations.CreateModel(
            name='WishSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value_cap', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(Decimal('100000'))], verbose_name='Value cap (yuan)')),
                ('verify_working_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='Verify within (working days)')),
                ('seek_partner_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='Look for a partner after (days unclaimed)')),
                ('contact_reminder_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='Remind the claimer after (days without contact)')),
                ('contact_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='A claim lapses after (days without contact)')),
                ('fulfil_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='Fulfil within (days)')),
                ('due_reminder_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='Remind before it is due (days)')),
                ('confirm_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='Call the wisher after (days unconfirmed)')),
                ('round_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='A round lasts (days)')),
                ('contact_kept_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='Contact data is kept after closing (days)')),
                ('code_prefix', models.CharField(blank=True, max_length=4, validators=[django.core.validators.RegexValidator('^[A-Z]{1,4}\\Z')], verbose_name='Letters in front of the number')),
                ('area', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.area', verbose_name='Area')),
            ],
            options={
                'verbose_name': 'wish settings',
                'verbose_name_plural': 'wish settings',
                'constraints': [models.CheckConstraint(condition=models.Q(('value_cap__isnull', True), models.Q(('value_cap__gte', 0), ('value_cap__lte', Decimal('100000'))), _connector='OR'), name='wish_settings_cap_in_range')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='microwish',
            trigger=pgtrigger.compiler.Trigger(name='scope_columns', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                    SELECT a.district_id, a.subdistrict_id, a.community_id, a.grid_id\n                      INTO NEW.district_id, NEW.subdistrict_id, NEW.community_id, NEW.grid_id\n                      FROM areas_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ', hash='2ccef566215d0ed83483e1b3a9578da583a9ea7f', operation='INSERT OR UPDATE OF "area_id"', pgid='pgtrigger_scope_columns_98ed4', table='volunteers_microwish', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='microwish',
            trigger=pgtrigger.compiler.Trigger(name='status_follows_log', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n                    IF NEW.status IS DISTINCT FROM (\n                        SELECT r.to_state FROM workflow_transitionrecord r\n                         WHERE r.kind = 'wishes' AND r.object_id = NEW.id\n                         ORDER BY r.id DESC LIMIT 1)\n                       AND NEW.status = (SELECT o.status FROM volunteers_microwish o WHERE o.id = NEW.id)\n                    THEN\n                        RAISE EXCEPTION 'status % of volunteers_microwish % is not in the log',\n                            NEW.status, NEW.id USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NULL;\n                    ", hash='80befd4b8b7acb1156cf4bcde545bd4ece75f35a', operation='INSERT OR UPDATE OF "status"', pgid='pgtrigger_status_follows_log_338c3', table='volunteers_microwish', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='volunteer',
            trigger=pgtrigger.compiler.Trigger(name='scope_columns', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                    SELECT a.district_id, a.subdistrict_id, a.community_id, a.grid_id\n                      INTO NEW.district_id, NEW.subdistrict_id, NEW.community_id, NEW.grid_id\n                      FROM areas_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ', hash='d9824855b7fd0500ae9775d505b6957f160f4379', operation='INSERT OR UPDATE OF "area_id"', pgid='pgtrigger_scope_columns_fef65', table='volunteers_volunteer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='housekeeper',
            trigger=pgtrigger.compiler.Trigger(name='scope_columns', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                    SELECT a.district_id, a.subdistrict_id, a.community_id, a.grid_id\n                      INTO NEW.district_id, NEW.subdistrict_id, NEW.community_id, NEW.grid_id\n                      FROM areas_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ', hash='395679f50228de7d9372de183dd2dd78a24f34de', operation='INSERT OR UPDATE OF "area_id"', pgid='pgtrigger_scope_columns_88c2e', table='volunteers_housekeeper', when='BEFORE')),
        ),
    ]
