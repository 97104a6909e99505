"""The question file: what is asked, of whom, when, why, by whose leave."""
