"""The panel: the ranking that it discusses, and the list frozen of it and verified later."""
