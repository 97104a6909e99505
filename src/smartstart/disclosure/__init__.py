"""The gate: what it cannot model does not leave."""
