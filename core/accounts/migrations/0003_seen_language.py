from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_passwords_and_language")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="seen_language",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="at the last sign-in",
                max_length=8,
            ),
        ),
    ]
