"""Why something can't be followed."""


class FollowError(Exception):
    """It can't be followed; the text says why, in the reader's language."""
