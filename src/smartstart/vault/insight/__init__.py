"""One module per analysis: a coded cohort in, frozen findings out."""
