"""The newsroom's record of what was said, how it was checked, and what changed since."""
