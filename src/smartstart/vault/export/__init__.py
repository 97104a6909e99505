"""The only way out of the room: findings become statements, and go to the gate."""
