"""The demo organisation: its people, pages, media and the loader that writes them."""
