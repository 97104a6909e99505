"""Pure numerics: arrays in, frozen dataclass out."""
