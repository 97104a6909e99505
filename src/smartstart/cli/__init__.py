"""The command `smartstart`: one module per zone, imported when called."""
