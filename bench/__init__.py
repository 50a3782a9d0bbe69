"""Measurements of the portal: `.venv/bin/python -m bench.<subject> --help`. Nothing of the portal imports
this.
"""
