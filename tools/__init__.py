"""Tools of the house: the bundle, the spelling, the locks. Not part of the package."""
