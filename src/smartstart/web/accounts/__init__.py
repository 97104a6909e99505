"""Who works here, in which municipality and with which role; and what a role may."""
