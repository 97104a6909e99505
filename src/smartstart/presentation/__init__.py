"""Sentences, charts, maps and pages: plain data in, text out."""
