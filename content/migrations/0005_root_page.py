"""Both languages, the root in the zone of everyone, and Wagtail's welcome page made into the public home."""

from django.db import migrations

EVERYONE_ZONE = 1


def make_home(apps, schema_editor):
    page = apps.get_model("content", "PortalPage")
    home = apps.get_model("content", "HomePage")
    locale = apps.get_model("wagtailcore", "Locale")
    dutch, _ = locale.objects.get_or_create(language_code="nl")
    locale.objects.get_or_create(language_code="en")
    page.objects.filter(depth=1).update(zone=EVERYONE_ZONE, locale=dutch)
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="content", model="homepage"
    )
    for welcome in page.objects.filter(depth=2, content_type__model="portalpage"):
        values = {field.attname: getattr(welcome, field.attname) for field in page._meta.concrete_fields}
        values |= {
            "title": "Start",
            "draft_title": "Start",
            "zone": EVERYONE_ZONE,
            "content_type_id": content_type.pk,
            "locale_id": dutch.pk,
        }
        home(portalpage_ptr_id=welcome.pk, side="public", **values).save()


def undo(apps, schema_editor):
    """The home stays a page of the base type."""
    content_type = apps.get_model("contenttypes", "ContentType").objects.get(
        app_label="content", model="portalpage"
    )
    page = apps.get_model("content", "PortalPage")
    page.objects.filter(content_type__model="homepage").update(content_type=content_type)


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0004_page_types"),
        ("audiences", "0003_built_in_rows"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_home, undo)]
