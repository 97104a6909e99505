"""Keep as consents what was agreed to before; what is public was never asked in those words, so it is asked anew."""

from django.db import migrations

_BEFORE = "Deze persoon vindt het goed om in het smoelenboek te staan."
_PHOTO_BEFORE = "Deze persoon vindt het goed dat de foto hier staat."


def keep(apps, _):
    consents = apps.get_model("workspace_directory", "Consent").objects
    portraits = apps.get_model("workspace_directory", "Portrait").objects
    for person in apps.get_model("workspace_directory", "Professional").objects.all():
        if person.visibility == "public":
            person.visibility, person.asked = "own", "public"
            person.save(update_fields=["visibility", "asked"])
        kept = {"professional": person, "reach": person.visibility, "themselves": False}
        consents.create(**kept, text=_BEFORE, agreed_on=person.agreed_on)
        for day in portraits.filter(professional=person).values_list("agreed_on", flat=True):
            consents.create(**kept, photo=True, text=_PHOTO_BEFORE, agreed_on=day)


class Migration(migrations.Migration):
    dependencies = [("workspace_directory", "0002_consents")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
