"""All statements of a release judged as one system, with everything that left before."""
