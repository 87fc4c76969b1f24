"""The desk, where reviewers and editors check claims. HTTP only."""
