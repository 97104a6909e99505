"""What may cross from a protected room to the outside: its contents, its seal, its reader."""
