"""What `run.py` does: make the environment and the database, and start the portal. Standard library only.

Called by `run.py` alone. Runs before anything is installed, so it imports nothing of the portal and nothing
from outside Python. Everything it makes is made beside its final place and put there in one step at the end,
so that an interrupted start leaves nothing half-made that a later one would trust.
"""
