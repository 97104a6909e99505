"""Public figures and borders, and the colour of the neighbourhood made from them. Safe everywhere."""
