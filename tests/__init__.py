"""The tests: one folder per room, `house/` for the rules about the code itself, `browser/` for real browsers.
"""
