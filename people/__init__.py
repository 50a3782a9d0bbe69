"""People: accounts, profiles, affiliations, the directory and the one door to sign in."""
