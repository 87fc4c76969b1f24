"""A body as a tree of elements: bounded, read, brought into one form."""
