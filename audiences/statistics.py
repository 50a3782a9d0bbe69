"""Counts that speed things up and never decide: how many pages each zone holds.

Called by the `tick` command and after writing pages in bulk. Inexact counts cost time, never access.
"""

from django.db import connection, transaction

from audiences.lock import policy_lock, raise_epoch
from audiences.models import Zone
from audiences.registry import page_model

SLACK = 10
"""A count may be this many pages off, or a tenth, before it is written again."""


@transaction.atomic
def zone_pages_recount() -> int:
    """Count the pages of every zone again, in one UPDATE. Returns the number of zones whose count was off.

    The epoch rises when a count was written, so that running processes load the new counts. Small
    differences stay, or it would rise for nothing.
    """
    policy_lock()
    quote = connection.ops.quote_name
    zones, pages = quote(Zone._meta.db_table), quote(page_model()._meta.db_table)
    new = "COALESCE(counted.pages, 0)"
    sql = (
        f"UPDATE {zones} SET pages = {new} "  # noqa: S608 - names of our own tables
        f"FROM (SELECT zone.id, fresh.pages FROM {zones} AS zone LEFT JOIN "
        f"(SELECT zone, count(*) AS pages FROM {pages} GROUP BY zone) AS fresh "
        f"ON fresh.zone = zone.id) AS counted WHERE counted.id = {zones}.id "
        f"AND abs({zones}.pages - {new}) > CASE WHEN {zones}.pages = 0 OR {new} = 0 THEN 0 "
        f"ELSE {SLACK} + {zones}.pages / 10 END"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        written = int(cursor.rowcount)
    if written:
        raise_epoch()
    return written
