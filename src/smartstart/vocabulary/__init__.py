"""The words that all rooms share: steps, areas, certainty, errors. Imports nothing of ours."""
