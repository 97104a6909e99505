"""What the benchmarks of the gate share."""
