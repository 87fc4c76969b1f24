"""What is true: pure rules, without Django, clock or I/O."""
