"""What the releases and the open figures say, down to the statement."""
