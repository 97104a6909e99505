"""Units at reference dates: factors before, outcome after."""
