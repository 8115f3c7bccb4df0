"""Template tags that give other rooms' pages their cases."""
