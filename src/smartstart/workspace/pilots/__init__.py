"""Pilots: which question runs where, who leads it, in which phase, with which light."""
