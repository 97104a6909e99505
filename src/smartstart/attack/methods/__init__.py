"""One module per attack, each with its argument; none leans on another."""
