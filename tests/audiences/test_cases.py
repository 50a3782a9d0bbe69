"""The cases that the rules of access settle, each as the smallest story. Beside every one stands, in
`test_mutations.py`, what happens when the rule is read otherwise.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audiences.models import CircleInclusion, Zone
from audiences.services import circle_create
from content.models import PortalPage
from people.models import User
from tests.audiences.clock import HOUR
from tests.audiences.oracle import BARRED, EVERYONE, NEEDED, UNDECIDED, UNLISTED, USEFUL
from tests.audiences.story import Story


def test_a_leaf_that_gains_a_child_gets_a_row_of_its_own(told: Story) -> None:
    first, second = told.ruled(told.x, told.one), told.ruled(told.x, told.one)
    assert told.zone(first) == told.zone(second)
    told.create(first)
    told.set_rule(first, {EVERYONE})
    assert told.readers(first) == "abcd"
    assert told.readers(second) == "ac"
    assert told.zone(first) != told.zone(second)


def test_one_leaf_leaves_a_shared_row(told: Story) -> None:
    first, second = told.ruled(told.x, told.one), told.ruled(told.x, told.one)
    told.set_rule(first, {told.two})
    assert told.readers(first) == "bc"
    assert told.readers(second) == "ac"


def test_leaf_and_container_by_turns(told: Story) -> None:
    page, twin = told.ruled(told.x, told.one), told.ruled(told.x, told.one)
    child = told.create(page)
    told.delete_page(child)
    told.set_rule(page, {told.two})
    child = told.create(page)
    assert told.readers(child) == "bc"
    assert told.readers(twin) == "ac"


def test_a_row_that_is_owned_stays_when_the_rule_goes(told: Story) -> None:
    told.create(told.x)
    told.set_rule(told.x, {told.one})
    zone = told.zone(told.x)
    told.clear_rule(told.x)
    assert told.zone(told.x) == zone
    assert Zone.objects.get(pk=zone).link.circles is None
    assert told.readers(told.x) == "abcd"


def test_a_rule_above_a_zone_that_is_shared_with_pages_outside(told: Story) -> None:
    inside, outside = told.ruled(told.x, told.one), told.ruled(told.home, told.one)
    assert told.zone(inside) == told.zone(outside)
    told.set_rule(told.x, {told.two})
    assert told.readers(inside) == "c"
    assert told.readers(outside) == "ac"
    told.clear_rule(told.x)
    assert told.readers(inside) == "ac"


def test_a_shared_row_is_not_re_parented(told: Story) -> None:
    told.set_rule(told.x, {told.one})
    y = told.create(told.x)
    told.ruled(y, told.one, told.two)
    stays = told.ruled(told.x, told.one, told.two)
    told.move(y, told.home)
    assert told.readers(stays) == "ac"


def test_an_unpublished_ancestor_and_own_rules(told: Story) -> None:
    y = told.ruled(told.x, told.one)
    child = told.create(y)
    told.unpublish(y)
    assert told.readers(y) == told.readers(child) == ""
    assert told.shown(child, draft=True) == told.shown(y, draft=True) == "ac"
    told.publish(y)
    assert told.readers(child) == "ac"


def test_a_chain_of_aliases_whose_source_is_restricted_moved_or_deleted(told: Story) -> None:
    source = told.create(told.x)
    first = told.alias(source, told.home)
    second = told.alias(first, told.home)
    assert told.readers(second) == "abcd"
    told.set_rule(told.x, {told.one})
    assert told.readers(first) == told.readers(second) == "ac"
    narrow = told.ruled(told.home, told.two)
    assert not told.move(source, narrow, confirmed=False)  # would lose "one of `one`"
    assert told.move(source, narrow)
    assert told.readers(second) == "bc"


def test_when_a_source_is_deleted_its_aliases_are_for_nobody(told: Story) -> None:
    source = told.create(told.x)
    first = told.alias(source, told.home)
    second = told.alias(first, told.home)
    told.delete_page(source)
    for alias in (first, second):  # Wagtail unpublished them and made them pages that can be published
        told.go_live(alias)
    assert told.readers(first) == told.readers(second) == told.shown(second, draft=True) == ""
    assert not told.release(first, confirmed=False)
    assert told.release(first)
    assert told.readers(second) == "abcd"


def test_nobody_is_not_the_same_as_unpublished(told: Story) -> None:
    """Publishing is not asked about: what nobody may ever see must not become what waits to be published."""
    source = told.create(told.x)
    alias = told.alias(source, told.home)
    told.delete_page(source)
    assert not told.page(alias).live
    assert not told.release(alias, confirmed=False)


def test_two_aliases_in_one_zone_part_when_one_source_is_restricted(told: Story) -> None:
    inside, outside = told.create(told.x), told.create(told.home)
    a, b = told.alias(inside, told.home), told.alias(outside, told.home)
    assert told.zone(a) == told.zone(b)
    told.set_rule(told.x, {told.one})
    assert told.readers(a) == "ac"
    assert told.readers(b) == "abcd"


def test_wagtails_conversion_of_an_alias_keeps_the_limits_of_its_source(told: Story) -> None:
    secret = told.ruled(told.x, told.one)
    alias = told.alias(secret, told.home)
    told.convert(alias)
    assert told.page(alias).alias_of is None
    assert told.readers(alias) == "ac"
    told.publish(alias)
    assert told.readers(alias) == "ac"


def test_publishing_a_source_does_not_open_its_aliases(told: Story) -> None:
    secret = told.ruled(told.x, told.one)
    alias = told.alias(secret, told.home)
    told.unpublish(alias)
    told.publish(secret)
    assert told.readers(alias) == "ac"  # Wagtail publishes it again: live, and never wider than its source


def test_a_page_under_its_own_alias_is_refused(told: Story) -> None:
    alias = told.alias(told.x, told.home)
    assert not told.move(told.x, alias)


def test_a_page_under_its_own_alias_by_a_detour_is_refused(told: Story) -> None:
    y = told.create(told.home)
    alias_of_x, alias_of_y = told.alias(told.x, told.home), told.alias(y, told.home)
    assert told.move(told.x, alias_of_y)
    assert not told.move(y, alias_of_x)


def test_a_translation_under_a_narrower_parent_and_the_original_deleted(told: Story) -> None:
    english_section = told.ruled(told.home, told.two)
    dutch = told.ruled(told.x, told.one)
    english = told.translate(dutch, english_section)
    told.publish(english)
    assert told.readers(dutch) == "ac"
    assert told.readers(english) == "c"
    told.set_rule(english, {told.one, told.two})  # one rule for both: the Dutch page opens as well
    assert told.readers(dutch) == "abc"
    assert told.readers(english) == "bc"
    told.set_rule(english, {told.one})
    told.delete_page(dutch)
    assert told.readers(english) == "c"  # the rule is of the group


def test_a_merge_of_two_circles_that_one_rule_names(told: Story) -> None:
    both, one = told.ruled(told.x, told.one, told.two), told.ruled(told.x, told.one)
    other = told.ruled(told.x, told.two)
    under = told.ruled(one, told.two)
    pages = [both, one, other, under]
    before = [told.zone(page) for page in pages]
    rows = list(Zone.objects.order_by("pk").values())
    told.merge(told.one, told.two)
    assert {told.readers(page) for page in pages} == {"abc"}
    assert [told.zone(page) for page in pages] == before
    assert list(Zone.objects.order_by("pk").values()) == rows


def test_a_merge_with_a_third_circle_between_is_refused(told: Story) -> None:
    told.include(told.one, told.two)
    told.include(told.two, told.three)
    assert told.merge(told.one, told.three) is None
    assert told.merge(told.one, told.two) is not None


def test_a_deleted_offering_and_an_emptied_rule_are_nobody(told: Story) -> None:
    offering = told.new_offering()
    told.decide(offering, told.one, NEEDED)
    told.follow(told.x, offering)
    assert told.readers(told.x) == "ac"
    told.delete_offering(offering)
    assert told.readers(told.x) == ""
    told.publish(told.x)  # derives its zone again
    assert told.readers(told.x) == ""
    told.set_rule(told.x, {told.one})
    told.delete_circle(told.one)
    assert told.readers(told.x) == ""


def test_a_rule_without_circles_is_nobody(told: Story) -> None:
    told.set_rule(told.x, set())
    assert told.readers(told.x) == ""
    assert told.readers(told.create(told.x)) == ""


def test_a_rule_that_repeats_the_one_above_is_a_rule_all_the_same(told: Story) -> None:
    page = told.create(told.x)
    told.set_rule(told.x, {told.one})
    told.set_rule(page, {told.one})
    told.clear_rule(told.x)
    assert told.readers(told.x) == "abcd"
    assert told.readers(page) == "ac"


def test_circles_that_include_each_other_end_all_the_same(told: Story) -> None:
    assert told.include(told.one, told.two)
    assert not told.include(told.two, told.one)
    assert not told.include(told.three, EVERYONE)
    assert not told.include(told.one, told.one)
    told.set_rule(told.x, {told.one})
    CircleInclusion.objects.create(outer_id=told.two, inner_id=told.one)  # as two edits at once would
    circle_create(acting_user=None, slug="laatste", name="laatste")  # raises the epoch
    assert told.shown(told.x) == "abc"


def staff(told: Story) -> int:
    """`three` is Medewerkers: it includes `one`, Balie, and `two`, Bestuur. Page x follows an offering."""
    told.include(told.three, told.one)
    told.include(told.three, told.two)
    offering = told.new_offering()
    told.follow(told.x, offering)
    return offering


def test_barred_takes_it_out_of_the_lists_and_closes_nothing(told: Story) -> None:
    offering = staff(told)
    told.decide(offering, told.three, NEEDED)
    told.decide(offering, told.two, BARRED)
    assert told.readers(told.x) == "abc"
    assert told.listed(told.x) == "ac"  # cas is in Balie too


def test_deciding_per_included_circle_closes_it_for_direct_members_too(told: Story) -> None:
    offering = staff(told)
    told.join(told.names["dee"], told.three)
    told.decide(offering, told.three, NEEDED)
    assert told.readers(told.x) == "abcd"
    told.decide(offering, told.three, UNDECIDED)
    told.decide(offering, told.one, NEEDED)
    told.decide(offering, told.two, BARRED)
    assert told.readers(told.x) == "ac"


def test_an_ended_membership_never_gives_sight(told: Story) -> None:
    offering = staff(told)
    told.join(told.names["bob"], told.three)
    told.decide(offering, told.three, NEEDED)
    told.decide(offering, told.two, BARRED)
    told.end_membership(told.names["bob"], told.two, told.clock.now + 5 * HOUR)
    assert told.readers(told.x) == "abc"
    told.clock.tick(5)
    assert told.readers(told.x) == "abc"


def test_everyone_stands_above_medewerkers(told: Story) -> None:
    offering = staff(told)
    told.decide(offering, EVERYONE, USEFUL)
    told.decide(offering, told.three, BARRED)
    assert told.listed(told.x) == "d"  # Balie has decided nothing, and looks up to Medewerkers
    assert told.readers(told.x) == "abcd"


def test_undecided_looks_up_to_the_nearest_decided_cell(told: Story) -> None:
    offering = staff(told)
    top = told.new_circle()
    told.include(top, told.three)
    told.decide(offering, top, NEEDED)
    told.decide(offering, told.three, UNLISTED)
    assert told.readers(told.x) == "abc"
    assert told.listed(told.x) == ""


def test_a_decision_dated_ahead_and_one_that_ends(told: Story) -> None:
    offering, now = staff(told), told.clock.now
    told.decide(offering, told.one, NEEDED)
    told.decide(offering, told.one, BARRED, now + HOUR, now + 2 * HOUR)
    seen = []
    for _ in range(3):
        seen.append(told.readers(told.x))
        told.clock.tick()
    assert seen == ["ac", "", "ac"]


def test_expiry_of_a_page_that_nothing_leans_on_is_tested_on_its_own_row(told: Story) -> None:
    page = told.create(told.x)
    document = told.add_document(page)
    zone = told.zone(page)
    told.expire(page, told.clock.now + HOUR)
    assert told.readers(page) == told.document_readers(document) == "abcd"
    told.clock.tick()
    assert told.readers(page) == told.document_readers(document) == ""
    assert told.zone(page) == zone
    assert told.shown(page, draft=True) == "abcd"


@pytest.mark.parametrize("leaf", [True, False])
def test_expiry_counts_by_the_clock_alone(told: Story, leaf: bool) -> None:
    section = told.create(told.x)
    page = section if leaf else told.create(section)
    alias = told.alias(page, told.home)
    document, block = told.add_document(page), told.add_block(page, told.one)
    told.expire(section, told.clock.now + HOUR)
    assert told.readers(page) == told.readers(alias) == told.document_readers(document) == "abcd"
    assert told.block_readers(block) == "ac"
    told.clock.tick()
    assert told.readers(page) == told.readers(alias) == told.document_readers(document) == ""
    assert told.block_readers(block) == ""
    assert told.shown(page, draft=True) == "abcd"


def test_copies_take_rules_and_sources_along_and_start_unpublished(told: Story) -> None:
    secret = told.ruled(told.x, told.one)
    told.alias(secret, told.x)
    copy = told.copy(told.x, told.home, recursive=True)
    assert told.readers(copy) == ""
    for page in told.oracle.below(copy):
        told.page(page).specific.save_revision().publish()
    secret_copy, alias_copy = told.oracle.below(copy)[1:]
    assert told.readers(copy) == "abcd"
    assert told.readers(secret_copy) == told.readers(alias_copy) == "ac"
    told.set_rule(secret, {told.two})
    assert told.readers(alias_copy) == "bc"
    assert told.readers(secret_copy) == "ac"


def test_what_hangs_on_a_page_follows_it(told: Story) -> None:
    page = told.create(told.x)
    document, block = told.add_document(page), told.add_block(page, told.one)
    told.set_rule(told.x, {told.two})
    told.agreed()
    assert told.document_readers(document) == "bc"
    assert told.block_readers(block) == "c"
    told.move(page, told.home)
    assert told.document_readers(document) == "abcd"
    assert told.block_readers(block) == "ac"
    told.delete_page(page)
    told.agreed()
    assert told.document_readers(document) == told.block_readers(block) == ""


def test_an_old_revision_brings_back_texts_and_never_access(told: Story) -> None:
    page = told.create(told.x)
    told.publish(page)
    told.set_rule(page, {told.one})
    told.restore(page, 0)
    assert told.readers(page) == "ac"


def test_an_unconfirmed_widening_is_refused_and_leaves_nothing_behind(told: Story) -> None:
    told.create(told.x)
    told.set_rule(told.x, {told.one})
    rows = list(Zone.objects.order_by("pk").values())
    assert not told.set_rule(told.x, {told.one, told.two}, confirmed=False)
    assert not told.clear_rule(told.x, confirmed=False)
    assert list(Zone.objects.order_by("pk").values()) == rows
    assert told.set_rule(told.x, {told.one}, confirmed=False)
    assert told.readers(told.x) == "ac"


def test_a_later_expiry_of_a_rule_is_no_matter_but_moving_out_of_it_is(told: Story) -> None:
    section = told.create(told.x)
    page = told.create(section)
    told.expire(section, told.clock.now + HOUR)
    assert not told.move(page, told.x, confirmed=False)
    assert told.move(page, told.x)


def test_changing_the_rule_of_a_section_writes_one_row_and_no_page(told: Story) -> None:
    for _ in range(5):
        told.ruled(told.create(told.x), told.one)
    told.set_rule(told.x, {told.one})
    pages = list(PortalPage.objects.order_by("pk").values_list("pk", "zone"))
    rows = {row["id"]: row for row in Zone.objects.values()}
    with CaptureQueriesContext(connection) as queries:
        told.set_rule(told.x, {told.two})
    assert list(PortalPage.objects.order_by("pk").values_list("pk", "zone")) == pages
    changed = [row for row in Zone.objects.values() if rows.get(row["id"]) != row]
    assert [row["owner"] for row in changed] == [told.x]
    written = [q["sql"] for q in queries if q["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]
    assert not [sql for sql in written if "content_portalpage" in sql.split(" SET ")[0]]
    assert sum("audiences_zone" in sql.split(" SET ")[0] for sql in written) == 1
    assert told.readers(told.x) == "bc"


def test_opening_and_closing_a_section_writes_one_row_too(told: Story) -> None:
    child = told.create(told.x)
    told.set_rule(told.x, {told.one})
    number = told.zone(child)
    told.unpublish(told.x)
    assert told.readers(child) == ""
    told.expire(told.x, told.clock.now + HOUR)
    told.publish(told.x)
    assert told.zone(child) == number
    assert told.readers(child) == "ac"


def test_numbers_of_zones_are_never_used_again(told: Story) -> None:
    page = told.ruled(told.x, told.one)
    gone = told.zone(page)
    told.delete_page(page)
    told.collect()
    assert not Zone.objects.filter(pk=gone).exists()
    assert told.zone(told.ruled(told.x, told.two)) > gone


def test_what_is_reached_by_chains_blocks_and_aliases_is_not_collected(told: Story) -> None:
    section = told.ruled(told.x, told.one)
    page = told.create(section)
    told.set_rule(page, {told.two})
    told.add_block(page, told.one)
    told.alias(page, told.home)
    told.delete_page(told.ruled(told.x, told.one, told.two))
    told.collect()
    assert told.readers(page) == "c"


def test_a_superuser_outside_the_circle_sees_nothing_more(told: Story) -> None:
    told.set_rule(told.x, {told.one})
    User.objects.filter(pk=told.names["dee"]).update(is_superuser=True)
    assert told.readers(told.x) == "ac"
    assert told.shown(told.x, draft=True) == "ac"
