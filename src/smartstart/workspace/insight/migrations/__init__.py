"""Steps of the database, made by Django."""
