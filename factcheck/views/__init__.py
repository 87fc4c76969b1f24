"""HTTP only: method, log-in, load, check, one action, answer."""
