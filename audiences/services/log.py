"""The log of access changes. Only the services of this room write it."""

from typing import Any

from audiences.models import AccessChange


def log_change(
    *,
    acting_user: Any,
    action: str,
    subject: object,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AccessChange:
    """One row, in the transaction of the change. acting_user: None for the system itself."""
    return AccessChange.objects.create(
        acting_user=acting_user,
        action=action,
        subject=str(subject)[:200],
        before=before or {},
        after=after or {},
        reason=reason,
    )
