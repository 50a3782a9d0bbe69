"""What can be wrong with a change of who sees what. The messages are for people."""

from django.core.exceptions import PermissionDenied, ValidationError


class AccessError(ValidationError):
    """A change that the rules do not allow."""


class WideningNotConfirmed(PermissionDenied):
    """A change that may show something to people who did not see it, without anybody having said yes."""
