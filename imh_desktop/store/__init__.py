"""The encrypted vault and its journal: the only SQL in the house."""
