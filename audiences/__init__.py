"""Who may see what: circles, memberships, rules, the matrix, zones, the viewer and the gate.

Other rooms call `audiences.access` (the gate), `audiences.services` (writes) and `audiences.selectors`
(reads). Everything else in here is private to this room.
"""
