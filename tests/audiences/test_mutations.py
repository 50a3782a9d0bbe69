"""Every known misreading of the rules, put into the real code, fails a story.

The stories themselves pass on the code as it is: they are the tests of `test_cases.py`. All twenty-six
misreadings can be made in the real code; one stands here twice, because a page's own expiry and that of a
section above it are kept in two ways.
"""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import DatabaseError

from audiences.zones import ZonesLoopError
from tests.audiences import machine, test_cases
from tests.audiences import misreadings as wrong
from tests.audiences.misreadings import Misreading
from tests.audiences.story import Story, story

FAILURES = (AssertionError, DatabaseError, ZonesLoopError, RecursionError)
_section = partial(test_cases.test_expiry_counts_by_the_clock_alone, leaf=False)

MISREADINGS: dict[str, tuple[Misreading, Callable[[Story], None]]] = {
    "an own rule takes the place of closed": (
        wrong.rule_before_closed,
        test_cases.test_an_unpublished_ancestor_and_own_rules,
    ),
    "closed takes the place of the own rule": (
        wrong.closed_in_place_of_rule,
        test_cases.test_an_unpublished_ancestor_and_own_rules,
    ),
    "a row is edited in place because the page has children": (
        wrong.edited_because_it_has_children,
        test_cases.test_a_leaf_that_gains_a_child_gets_a_row_of_its_own,
    ),
    "shared rows get another parent in place": (
        wrong.shared_rows_re_parented,
        test_cases.test_a_shared_row_is_not_re_parented,
    ),
    "an alias keeps the zone its source had": (
        wrong.aliases_do_not_follow,
        test_cases.test_two_aliases_in_one_zone_part_when_one_source_is_restricted,
    ),
    "deleting a source frees its aliases": (
        wrong.aliases_are_freed,
        test_cases.test_when_a_source_is_deleted_its_aliases_are_for_nobody,
    ),
    "converting an alias is not asked about": (
        wrong.conversion_frees,
        test_cases.test_wagtails_conversion_of_an_alias_keeps_the_limits_of_its_source,
    ),
    "a copied alias is a plain page": (
        wrong.copy_of_alias_is_a_page,
        test_cases.test_copies_take_rules_and_sources_along_and_start_unpublished,
    ),
    "a copy leaves the own rules behind": (
        wrong.copies_leave_rules_behind,
        test_cases.test_copies_take_rules_and_sources_along_and_start_unpublished,
    ),
    "the rule goes with one of the translations": (
        wrong.rule_goes_with_a_translation,
        test_cases.test_a_translation_under_a_narrower_parent_and_the_original_deleted,
    ),
    "a changed rule reaches one of the translations": (
        wrong.one_translation_derived,
        test_cases.test_a_translation_under_a_narrower_parent_and_the_original_deleted,
    ),
    "expiry waits for the scheduler: the page itself": (
        wrong.expiry_waits_for_the_scheduler,
        test_cases.test_expiry_of_a_page_that_nothing_leans_on_is_tested_on_its_own_row,
    ),
    "expiry waits for the scheduler: a section above": (wrong.chains_do_not_expire, _section),
    "zones are remembered by epoch and circles only": (wrong.remembered_for_ever, _section),
    "a move widens without being asked": (
        wrong.moves_are_not_asked,
        test_cases.test_a_chain_of_aliases_whose_source_is_restricted_moved_or_deleted,
    ),
    "a rule without circles is no rule": (
        wrong.empty_is_no_rule,
        test_cases.test_a_rule_without_circles_is_nobody,
    ),
    "a rule without its offering is no rule": (
        wrong.follows_nothing_means_open,
        test_cases.test_a_deleted_offering_and_an_emptied_rule_are_nobody,
    ),
    "a merge rewrites the zone rows": (
        wrong.merge_rewrites_rows,
        test_cases.test_a_merge_of_two_circles_that_one_rule_names,
    ),
    "a changed cell does not raise the epoch": (
        wrong.cells_do_not_raise_the_epoch,
        test_cases.test_deciding_per_included_circle_closes_it_for_direct_members_too,
    ),
    "the level that lists also opens": (
        wrong.the_listing_level_opens,
        test_cases.test_an_ended_membership_never_gives_sight,
    ),
    "everyone includes every circle directly": (
        wrong.everyone_includes_all_directly,
        test_cases.test_everyone_stands_above_medewerkers,
    ),
    "an undecided cell looks at all circles above": (
        wrong.undecided_asks_all_above,
        test_cases.test_undecided_looks_up_to_the_nearest_decided_cell,
    ),
    "a document keeps the zone it was uploaded in": (
        wrong.documents_stay_behind,
        test_cases.test_what_hangs_on_a_page_follows_it,
    ),
    "a block keeps the zone it was published in": (
        wrong.blocks_stay_behind,
        test_cases.test_what_hangs_on_a_page_follows_it,
    ),
    "zones without pages are collected": (
        wrong.pages_alone_keep_zones,
        test_cases.test_what_is_reached_by_chains_blocks_and_aliases_is_not_collected,
    ),
    "chains are normalised": (
        wrong.chains_are_normalised,
        test_cases.test_a_rule_that_repeats_the_one_above_is_a_rule_all_the_same,
    ),
    "a page may stand under its own alias": (
        wrong.pages_may_lean_on_themselves,
        test_cases.test_a_page_under_its_own_alias_by_a_detour_is_refused,
    ),
    "nobody counts as not published yet": (
        wrong.nobody_is_unpublished,
        test_cases.test_nobody_is_not_the_same_as_unpublished,
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("label", MISREADINGS)
def test_a_misreading_fails_a_story(label: str) -> None:
    misreading, tell = MISREADINGS[label]
    with story() as told, misreading(), pytest.raises(FAILURES):
        tell(told)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "misreading",
    [wrong.rule_before_closed, wrong.remembered_for_ever],
    ids=["an own rule takes the place of closed", "zones are remembered for ever"],
)
def test_random_sequences_find_misreadings_too(misreading: Misreading) -> None:
    """With nobody to tell them where to look; and what they find can be cut down to a few steps."""
    with machine.portal() as world, misreading():
        for seed in range(60):
            sequence = machine.steps(seed, 9)
            if machine.run(world, sequence):
                assert len(machine.shrink(world, sequence)) <= 5
                return
    pytest.fail("sixty sequences found nothing")
