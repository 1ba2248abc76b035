"""The gallery: integrations to use, read and copy, one folder each, with their tests.

`python -m integrations.document` writes docs/gallery.md from all of them.
"""
