"""Elements as HTML: what they say without colour, what they keep, what they refuse to render."""

import re
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from core.ui import nav
from core.ui.charts import Chart, Series, chart_from


def render(text: str, **context: object) -> str:
    with translation.override("en"):
        return Template("{% load ui %}" + text).render(Context(context))


class Form(forms.Form):
    title = forms.CharField(max_length=5, help_text="One line.")
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput)
    agree = forms.BooleanField(required=False)


def test_a_wrong_field_keeps_its_value_and_names_its_message():
    page = render("{% fields form %}", form=Form({"title": "too long <b>"}))
    assert 'value="too long &lt;b&gt;"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'id="id_title_error"' in page
    assert '<a href="#id_title">Title</a>' in page
    assert "Secret: This field is required" in page.split("</ul>")[0]


def test_an_untouched_form_has_no_summary():
    page = render("{% fields form %}", form=Form())
    assert "error-summary" not in page
    assert "(optional)" in page or 'name="agree"' in page


def test_what_need_not_be_answered_can_be_folded_away_unless_it_is_wrong():
    page = render("{% fields form True %}", form=Form())
    assert 'name="agree"' in page.split("<details")[1]
    assert 'name="title"' in page.split("<details")[0]
    form = Form({"title": "ok", "kind": "a", "secret": "s"})
    form.add_error("agree", "Please")
    assert '<details class="more" open' in render("{% fields form True %}", form=form)


@pytest.mark.parametrize("tone", ["neutral", "info", "warn", "ok", "red"])
def test_every_tone_has_an_icon_of_its_own(tone):
    page = render("{% chip 'x' tone %}", tone=tone)
    others = [
        render("{% chip 'x' tone %}", tone=t) for t in ("neutral", "info", "warn", "ok", "red")
    ]
    drawn = re.findall(r"#([a-z-]+)", page)
    assert len(drawn) == 1
    assert sum(f"#{drawn[0]}" in other for other in others) == 1


def test_text_is_escaped_everywhere():
    bad = "<script>alert(1)</script>"
    page = render(
        "{% chip bad %}{% button bad href=bad %}{% empty bad bad 'heart' bad bad %}"
        "{% stat bad bad bad bad bad 'up' %}{% tile bad bad 'heart' 'red' bad %}"
        "{% timeline steps %}{% map places bad %}{% chart bad data %}",
        bad=bad,
        steps=[{"title": bad, "note": bad, "detail": bad}],
        places=[{"title": bad, "lat": 1, "lon": 2, "text": bad}],
        data={"labels": [bad], "series": [{"name": bad, "values": [1]}]},
    )
    assert "<script>alert" not in page


def test_the_pager_keeps_the_filters():
    page = SimpleNamespace(next_cursor="n:x", previous_cursor=None)
    request = RequestFactory().get("/wishes/", {"q": "路灯", "cursor": "old"})
    made = render("{% pager page %}", page=page, request=request)
    assert "q=%E8%B7%AF%E7%81%AF" in made
    assert "cursor=n%3Ax" in made
    assert "old" not in made
    assert 'rel="prev"' not in made


def test_a_chart_carries_its_table():
    chart = Chart(["Jan", "Feb"], [Series("Begun", [1, None])], "wishes")
    page = render("{% chart 'Per month' chart %}", chart=chart)
    assert '<th scope="row">Feb</th><td class="num">–</td>' in page
    assert chart.options("t")["series"] == [{"name": "Begun", "kind": "", "values": [1, None]}]
    with pytest.raises(ValueError, match="no chart kind"):
        chart_from({"labels": [], "series": []}, "radar")


def test_the_menu_hides_what_nobody_built_and_what_one_may_not():
    request = RequestFactory().get("/styleguide/x/")
    request.user = SimpleNamespace(can_somewhere=lambda ability: ability == "may")
    entries = [
        nav.Entry("nobody:built", "No", "home"),
        nav.Entry("ui:elder", "Never", "home", ability="may not"),
        nav.Entry("ui:styleguide", "Guide", "home", ability="may"),
        nav.Entry("ui:elder", "Elder", "home"),
    ]
    shown = nav.links(entries, request)
    assert [(link.label, link.current) for link in shown] == [("Guide", True), ("Elder", False)]
    request.user = SimpleNamespace()
    assert [link.label for link in nav.links(entries, request)] == ["Elder"]


def test_crispy_forms_draw_fields_as_ours():
    text = "{% load crispy_forms_tags %}{{ form|crispy }}"
    page = Template(text).render(Context({"form": Form({"title": "much too long"})}))
    assert 'class="field ' in page
    assert "field-error" in page
