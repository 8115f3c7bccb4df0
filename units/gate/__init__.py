"""Which addresses of the CMS members and local admins may use, and for which objects.

Stock Wagtail shows a member of one unit things of another at several addresses,
and new releases bring new ones. So nothing is open to members unless a table
says so, by the name of the address; what is closed answers 404, as what does
not exist does. Moderators and superusers pass: Wagtail's own permissions hold.
"""

from units.gate.checks import Check, anyone, moderators_only, own_case, own_unit_page
from units.gate.table import GATE, allow

__all__ = ["GATE", "Check", "allow", "anyone", "moderators_only", "own_case", "own_unit_page"]
