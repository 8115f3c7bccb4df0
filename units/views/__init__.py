"""Pages of accounts, teams, error reports and files."""
