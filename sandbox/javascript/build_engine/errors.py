"""What can stop a build, always with the remedy in the message."""


class BuildError(Exception):
    """The engine cannot be built; the message says why and what to do about it."""
