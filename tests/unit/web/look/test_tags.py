"""The template tags: Dutch notation, fields, drawings, lights and steps."""

from datetime import date

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.utils.safestring import mark_safe
from markupsafe import Markup
from two_factor.forms import DisableForm

from smartstart.presentation import dutch
from smartstart.vocabulary.method import Step
from smartstart.web.look.templatetags import look


def rendered(text: str, **values: object) -> str:
    return str(engines["django"].from_string("{% load look %}" + text).render(values))


class Example(forms.Form):
    name = forms.CharField(label="Naam", help_text="Zoals u zich noemt.")
    note = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)
    one = forms.ChoiceField(label="Een", choices=[("a", "A")])
    few = forms.MultipleChoiceField(label="Meer", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    yes = forms.BooleanField(label="Ja", required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.parametrize(
    ("template", "value", "shown"),
    [
        ("{{ v|number }}", 1234, "1.234"),
        ("{{ v|number:1 }}", 1234.5, "1.234,5"),
        ("{{ v|number }}", None, ""),
        ("{{ v|number }}", True, ""),
        ("{{ v|rate }}", 8.25, "8,3"),
        ("{{ v|percent }}", 80, "80\u00a0%"),
        ("{{ v|per_thousand }}", 35, "35 van elke 1.000"),
        ("{{ v|day }}", date(2026, 11, 21), "21 november 2026"),
        ("{{ v|day }}", None, ""),
        ("{{ v|month }}", date(2026, 11, 21), "november 2026"),
        ("{{ v|listing }}", ["a", "b", "c"], "a, b en c"),
        ('{{ v|listing:"of" }}', ["a", "b"], "a of b"),
        ("{{ v|spelled }}", 3, "drie"),
        ("{{ v|capital }}", "een woord", "Een woord"),
        ("{{ v|sentence }}", "dit is zo", "Dit is zo."),
    ],
)
def test_dutch_notation(template: str, value: object, shown: str) -> None:
    assert rendered(template, v=value) == shown


def test_notation_is_that_of_the_report() -> None:
    assert rendered("{{ v|rate }}", v=0.4219) == dutch.rate(0.4219)


def test_only_markup_of_ours_is_drawn() -> None:
    assert rendered("{{ v|svg }}", v=Markup("<svg></svg>")) == "<svg></svg>"
    for strange in ("<svg onload=alert(1)>", mark_safe("<b>"), None, 3):
        with pytest.raises(TypeError, match="only markup"):
            rendered("{{ v|svg }}", v=strange)


def test_a_text_in_a_filter_stays_a_text() -> None:
    assert rendered("{{ v|capital }}{{ v|sentence }}", v="<b>x</b>") == "&lt;b&gt;x&lt;/b&gt;&lt;b&gt;x&lt;/b&gt;."


def test_every_kind_of_field_looks_as_its_kind() -> None:
    form = Example()
    shown = {field.name: look.widget(field) for field in form}
    assert "utrecht-textbox--html-input" in shown["name"]
    assert "utrecht-textarea--html-textarea" in shown["note"]
    assert "utrecht-select--html-select" in shown["one"]
    assert "utrecht-checkbox--html-input" in shown["yes"]
    assert "utrecht" not in shown["few"]


def test_a_class_of_the_form_itself_is_kept() -> None:
    class Short(forms.Form):
        year = forms.IntegerField(widget=forms.NumberInput(attrs={"class": "short"}))

    assert 'class="utrecht-textbox utrecht-textbox--html-input short"' in look.widget(Short()["year"])


def test_a_wrong_field_is_marked_described_and_linked() -> None:
    page = str(Example({"note": "x"}))
    assert 'href="#id_name"' in page
    assert 'href="#id_few_0"' in page
    assert 'id="id_few_0"' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert "utrecht-textbox--invalid" in page
    assert 'id="fouten"' in page
    assert page.count("utrecht-form-field--invalid") == 3


def test_a_right_form_says_nothing_of_mistakes() -> None:
    page = str(Example())
    assert "fouten" not in page
    assert page.count("(mag leeg)") == 1  # not behind a box to tick
    assert '<input type="hidden" name="hidden"' in page


def test_what_a_reader_typed_cannot_become_markup() -> None:
    class Told(forms.Form):
        name = forms.CharField(label="<i>Naam</i>", help_text="<b>help</b>")

        def clean_name(self) -> str:
            raise forms.ValidationError("<script>fout</script>")

    page = str(Told({"name": '"><script>'}))
    assert "<script>" not in page
    assert "<i>" not in page
    assert "<b>help" not in page


def test_the_words_of_the_login_are_ours() -> None:
    assert look.label(DisableForm()["understand"]) == "Ja, zet de tweede stap uit"
    assert look.label(Example()["name"]) == "Naam"


def test_steps_know_what_is_done() -> None:
    shown = look.steps("Data", {"Vraag": "/vraag/"})
    assert [step.state for step in shown["steps"]] == ["done", "now", *["later"] * 5]
    assert [step.label for step in shown["steps"]] == [step.value for step in Step]
    assert [step.url for step in shown["steps"]][:2] == ["/vraag/", ""]
    page = rendered('{% steps "Effect" %}')
    assert "Stap 7 van 7" in page
    assert page.count("(klaar)") == 6


def test_a_step_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="Stemmen"):
        look.steps("Stemmen")


@pytest.mark.parametrize("colour", look.LIGHTS)
def test_a_light_says_its_word_and_its_step(colour: str) -> None:
    page = rendered('{% light c "op koers" "3½ ontwerp" %}', c=colour)
    assert "op koers" in page
    assert "3½ ontwerp" in page
    assert page.count('class="on"') == (0 if colour == "grijs" else 1)
    assert page.count('class="off"') == (3 if colour == "grijs" else 2)


@pytest.mark.parametrize(("colour", "word"), [("paars", "op koers"), ("groen", ""), ("groen", " ")])
def test_no_light_without_a_colour_and_a_word(colour: str, word: str) -> None:
    with pytest.raises(ValueError, match="always a word"):
        look.light(colour, word)


def test_many_pages_are_shortened() -> None:
    page = Paginator(range(200), 10).page(10)
    assert list(look.short_range(page)) == [1, "…", 9, 10, 11, "…", 20]
