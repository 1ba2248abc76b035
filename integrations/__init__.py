"""The gallery: integrations that work without an account or a network, one folder each, to use, read and copy."""
