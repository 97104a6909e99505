"""The red team: tries to learn from released files what the gate meant to keep. It shares no code with the gate."""
