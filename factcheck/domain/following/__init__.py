"""Following words from an old text into a new one."""
