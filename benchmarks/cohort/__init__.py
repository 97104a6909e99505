"""The cohort of the bundled study, made twice: by our templates, and by hand in polars."""
