"""Input to cleaned values. Forms check what was typed; the rules stand in the domain."""
