"""The look: base templates, styles, behaviour, headers."""
