"""What must stay secret or whole, seen from outside."""
