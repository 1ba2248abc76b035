"""The server and the command: decode, match, cache, dispatch, grant, validate, answer."""
