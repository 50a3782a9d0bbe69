"""The policy lock and the epoch.

Whatever changes the tree, a rule or a circle takes this lock first, before any other row: otherwise a
page created under a section while that section is being narrowed comes out wide.
"""

import secrets

from django.db import connection, transaction
from django.db.models import F

from audiences.models import PolicyState

STEP = 2**20


def policy_lock() -> None:
    """Wait until no other transaction changes the structure; held until this transaction ends.

    Raises TransactionManagementError outside a transaction. On SQLite the transaction itself is the lock.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the policy lock needs a transaction")
    if connection.features.has_select_for_update:
        PolicyState.objects.select_for_update().get(pk=PolicyState.ONLY)


def raise_epoch() -> None:
    """Everything memoised about the policy is over, once this transaction is committed.

    The step is random, so that an epoch seen inside a transaction that was rolled back does not come
    back with another meaning.
    """
    step = 1 + secrets.randbelow(STEP)
    PolicyState.objects.filter(pk=PolicyState.ONLY).update(epoch=F("epoch") + step)
