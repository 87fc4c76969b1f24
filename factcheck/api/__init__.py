"""What programs may ask, with a token: JSON in and out, at /api/v1/."""
