"""What it looks like outside: models in, plain data out. Nothing here writes."""
