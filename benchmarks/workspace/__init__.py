"""What the parts on the workspace share: a workplace of its own, in a process of its own."""
