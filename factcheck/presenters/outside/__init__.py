"""What machines and other sites read of the newsroom."""
