"""Why something can't be collected."""

from common.attempts import RefusedError


class CollectionError(RefusedError):
    """It can't be collected; the text says why, in the reader's language."""
