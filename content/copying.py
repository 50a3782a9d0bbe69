"""Copies of pages: their own access rules come along, and are there before the copy is."""

import uuid
from typing import Any

from wagtail.actions.copy_page import CopyPageAction

from audiences.services.rules import access_rule_copy


class PortalCopyPageAction(CopyPageAction):
    """Used by `PortalPage.copy`; runs under the policy lock."""

    def _copy_page(self, page: Any, to: Any = None, update_attrs: Any = None, **kwargs: Any) -> Any:
        if self.reset_translation_key:
            group = uuid.uuid4()
            access_rule_copy(old_group=page.translation_key, new_group=group)
            update_attrs = {**(update_attrs or {}), "translation_key": group}
        return super()._copy_page(page, to=to, update_attrs=update_attrs, **kwargs)
