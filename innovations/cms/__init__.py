"""What people see of a case in the CMS: the editor, its checks, review and the home page."""
