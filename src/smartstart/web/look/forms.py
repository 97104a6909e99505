"""How every form is drawn, so that `{{ form }}` is enough in a template."""

from django.forms.renderers import DjangoTemplates


class HouseRenderer(DjangoTemplates):
    """Forms, fields and mistakes in the look of the house; for the setting FORM_RENDERER."""

    form_template_name = "look/form.html"
    field_template_name = "look/field.html"
