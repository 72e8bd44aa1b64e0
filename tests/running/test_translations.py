"""Finding and compiling what is to be translated, without gettext."""

import gettext

from translations import catalogue, sources
from translations.messages import Message

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_python_calls_are_found_under_any_name():
    code = (
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext as p\n"
        "a = _('One'\n ' line')\nb = ngettext('one', 'many', n)\nc = p('verb', 'open')\n"
        "d = _(variable)\ne = other('not ours')\n"
    )
    found = {text for _line, text in sources.in_python(code)}
    assert found == {
        Message(None, "One line"),
        Message(None, "one", "many"),
        Message("verb", "open"),
    }


def test_templates_are_read_as_django_reads_them():
    template = (
        '{% load i18n %}{% translate "Go" %}{% translate "open" context "verb" %}'
        '{{ _("Name")|upper }}{% blocktranslate trimmed count n=n %}\n one {{ who }}\n'
        "{% plural %}\n many {{ who }}\n{% endblocktranslate %}"
    )
    found = {text for _line, text in sources.in_template(template, "x.html")}
    assert found == {
        Message(None, "Go"),
        Message("verb", "open"),
        Message(None, "Name"),
        Message(None, "one %(who)s", "many %(who)s"),
    }


def test_missing_empty_and_fuzzy_are_named(tmp_path):
    (tmp_path / "a.po").write_text(
        HEADER + 'msgid "Empty"\nmsgstr ""\n\n#, fuzzy\nmsgid "Fuzzy"\nmsgstr "模糊"\n\n'
        'msgid "Unused"\nmsgstr "没用"\n'
    )
    merged = catalogue.read(tmp_path)
    wanted = {Message(None, word): "x.py:1" for word in ("Empty", "Fuzzy", "Absent")}
    assert len(merged.missing(wanted)) == 3
    (tmp_path / catalogue.FRAMEWORKS).write_text(HEADER + 'msgid "Theirs"\nmsgstr "他们的"\n')
    assert len(catalogue.read(tmp_path).unused(wanted)) == 1
    assert len(merged.unused(wanted)) == 1


def test_contradictions_and_lost_placeholders_are_problems(tmp_path):
    (tmp_path / "a.po").write_text(HEADER + 'msgid "Open"\nmsgstr "打开"\n')
    (tmp_path / "b.po").write_text(
        HEADER + 'msgid "Open"\nmsgstr "开放"\n\nmsgid "Hi %(name)s"\nmsgstr "您好"\n'
    )
    assert len(catalogue.read(tmp_path).problems) == 2


def test_what_is_compiled_can_be_read_by_gettext(tmp_path):
    (tmp_path / "a.po").write_text(HEADER + 'msgctxt "verb"\nmsgid "open"\nmsgstr "打开"\n')
    (tmp_path / "b.po").write_text(
        HEADER + 'msgid "%(n)s wish"\nmsgid_plural "%(n)s wishes"\nmsgstr[0] "%(n)s 个心愿"\n'
    )
    catalogue.read(tmp_path).write(tmp_path / "django.mo")
    with (tmp_path / "django.mo").open("rb") as file:
        known = gettext.GNUTranslations(file)
    assert known.pgettext("verb", "open") == "打开"
    assert known.ngettext("%(n)s wish", "%(n)s wishes", 5) == "%(n)s 个心愿"
