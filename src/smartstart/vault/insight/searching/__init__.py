"""Search over packed bits: arrays in, exact counts out. It knows nothing of words, studies or intervals of findings."""
