"""The rows that are always there: the policy, the zone of everyone, the circle of everyone."""

from django.core.management.color import no_style
from django.db import migrations

EVERYONE = 1
EVERYONE_ZONE = 1


def add_rows(apps, schema_editor):
    apps.get_model("audiences", "PolicyState").objects.get_or_create(pk=1, defaults={"epoch": 1})
    zone = apps.get_model("audiences", "Zone")
    zone.objects.get_or_create(pk=EVERYONE_ZONE, defaults={"parent": 0, "key": "-|-|-|-|-", "owner": None})
    circle = apps.get_model("audiences", "Circle")
    circle.objects.get_or_create(
        pk=EVERYONE,
        defaults={"slug": "iedereen", "name": "Iedereen", "name_en": "Everyone", "kind": "public", "hue": 11},
    )
    # The numbers were given by hand: let the database count on from there.
    statements = schema_editor.connection.ops.sequence_reset_sql(no_style(), [zone, circle])
    for statement in statements:
        schema_editor.execute(statement)


def remove_rows(apps, schema_editor):
    apps.get_model("audiences", "PolicyState").objects.all().delete()
    apps.get_model("audiences", "Zone").objects.all().delete()
    apps.get_model("audiences", "Circle").objects.filter(pk=EVERYONE).delete()


class Migration(migrations.Migration):
    dependencies = [("audiences", "0002_initial")]

    operations = [migrations.RunPython(add_rows, remove_rows)]
