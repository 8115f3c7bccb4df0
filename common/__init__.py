"""What every room shares and no room owns."""
