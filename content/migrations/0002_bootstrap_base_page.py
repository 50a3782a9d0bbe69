"""The fields that Wagtail needs before its own tables exist, in the order that avoids a circle."""

from django.db import migrations
from wagtail.models import BootstrapLocaleField, BootstrapTranslatableModel, BootstrapTranslationKeyField


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        BootstrapLocaleField("content.PortalPage"),
        BootstrapTranslationKeyField("content.PortalPage"),
        BootstrapTranslatableModel("content.PortalPage"),
    ]
