"""The tables of this room."""

from people.models.affiliations import Affiliation, Location, Organisation, Unit
from people.models.profiles import Profile
from people.models.users import User

__all__ = ["Affiliation", "Location", "Organisation", "Profile", "Unit", "User"]
