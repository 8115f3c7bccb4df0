"""Case records in spreadsheets: the template that officials fill in, and reading it back."""
