from django.db import migrations

# The numbers of wishes once stood in a table of the wishes' own; their series go on from there.
CARRY_OVER = """
DO $$ BEGIN
    IF to_regclass('volunteers_codesequence') IS NOT NULL THEN
        INSERT INTO numbers_codesequence AS s (prefix, year, last)
        SELECT prefix, year, last FROM volunteers_codesequence
        ON CONFLICT (prefix, year) DO UPDATE SET last = greatest(s.last, excluded.last);
        DROP TABLE volunteers_codesequence;
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("numbers", "0001_initial")]

    operations = [migrations.RunSQL(CARRY_OVER, migrations.RunSQL.noop)]
