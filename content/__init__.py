"""Content: the base page, page types, media, blocks, navigation."""
