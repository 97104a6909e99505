"""What this system cannot do, and the report that shows it."""
