"""Every write of this room."""

from selections.actions.rounds import amend_rules, change_identity, change_rules, prepare_round, take_on

__all__ = ["amend_rules", "change_identity", "change_rules", "prepare_round", "take_on"]
