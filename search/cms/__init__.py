"""What moderators do about the search in the CMS."""
