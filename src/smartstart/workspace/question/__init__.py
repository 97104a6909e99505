"""What is asked, why, by whose leave, and what was expected beforehand."""
