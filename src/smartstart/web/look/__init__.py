"""The look of every page: base templates, style, template tags, headers. No model, no knowledge of any step."""
