"""Letters that factcheck sends of its own accord."""
