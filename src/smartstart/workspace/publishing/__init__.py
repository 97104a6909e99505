"""The check before anything on an area, school or group becomes public."""
