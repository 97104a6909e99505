"""Pictures of pages, at 1280 and 360 pixels and printed, for whoever changes one: look at it as its reader would."""
