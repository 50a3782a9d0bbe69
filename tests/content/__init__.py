"""Pages, blocks and media."""
