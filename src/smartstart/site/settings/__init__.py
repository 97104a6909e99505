"""Settings per room; everything that differs between machines comes from the environment."""
