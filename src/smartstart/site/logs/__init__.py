"""What the machine may remember: which page was asked, by which account, how it ended. Never a value or a name."""
