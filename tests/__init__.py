"""The tests: a folder per room, `house/` for the rules about the code, `browser/` for real browsers."""
