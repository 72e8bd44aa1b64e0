"""Note the vouchers and invoices of what was paid and settled before their numbers were watched.

A number that stands twice with one office or vendor stays on record: the later one points to the
first, and both projects' files name it.
"""

from django.db import migrations
from django.db.models import Value

from projects.delivery.paper_keys import key_of

PAID = {"payment": ("pay", "release_retention"), "refund": ("refund",)}


def take_over(apps, schema_editor):
    db = schema_editor.connection.alias
    paper = apps.get_model("projects", "NumberedPaper").objects.using(db)
    entries = apps.get_model("projects", "LedgerEntry").objects.using(db)
    for one in _payments(apps, db):
        for office in _offices(entries.filter(project_id=one.project_id), "payment", one.voucher):
            _note(paper, "payment", one.voucher, one.amount, one.on, one.project_id, office_id=office)
    refunds = entries.filter(kind="refund", project__isnull=False).exclude(memo="")
    for project, number, on in _distinct(refunds):
        same = refunds.filter(project_id=project, memo=number)
        amount = sum(entry.amount for entry in same)
        for office in _offices(same, "refund", number):
            _note(paper, "refund", number, amount, on, project, office_id=office)
    contracts = apps.get_model("projects", "Contract").objects.using(db)
    settled = apps.get_model("projects", "Settlement").objects.using(db).exclude(invoice="")
    for one in settled.order_by("at", "pk").iterator():
        vendor = contracts.filter(project_id=one.project_id).values_list("vendor", flat=True).first()
        if vendor:
            day = one.at.date()
            _note(paper, "invoice", one.invoice, one.final, day, one.project_id, vendor_id=vendor)


def _payments(apps, db):
    rows = apps.get_model("projects", "Payment").objects.using(db)
    return rows.exclude(voucher="").order_by("at", "pk").iterator()


def _distinct(refunds):
    found = {}
    for project, memo, on in refunds.order_by("pk").values_list("project", "memo", "on"):
        found.setdefault((project, memo), on)
    return [(project, memo, on) for (project, memo), on in found.items()]


def _offices(entries, what, number):
    """Of the books the money left or came back to; a note in the ledger may be cut in front."""
    rows = entries.filter(kind__in=PAID[what])
    mine = rows.filter(memo=number.lstrip("=+-@' ")) or rows
    books = mine.values_list("book__subdistrict", "book__district", "book__area")
    return sorted({street or district or area for street, district, area in books})


def _note(papers, what, number, amount, on, project, **keeper):
    fields = {"what": what, "number": number, "amount": amount, "on": on, **keeper}
    made = papers.model(project_id=project, **fields)
    first = papers.filter(**keeper, repeats=None).filter(key=key_of(Value(number))).first()
    made.repeats = first
    made.save(using=papers.db, force_insert=True)


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_numbered_papers")]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
