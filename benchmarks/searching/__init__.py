"""The search for groups beside pysubgroup: the data, the peer, and ourselves, each side in a process of its own."""
