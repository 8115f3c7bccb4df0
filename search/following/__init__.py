"""Following a case, a unit, a tag, a sector or a search: by digest, and by a feed of one's own.

``docs/decisions/0022-following.md`` says why it lies in this room.
"""
