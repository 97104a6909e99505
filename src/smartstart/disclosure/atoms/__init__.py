"""Statements to atoms: the smallest groups that all statements together can tell apart."""
