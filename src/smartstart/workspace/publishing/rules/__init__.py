"""The rules of the check: plain lists of points and words, without the web."""
