"""Case records in spreadsheets: the template that officials fill in, and reading it back."""

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The content type of an ``.xlsx`` file."""
