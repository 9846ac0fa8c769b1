"""Whole programs, started, killed and started again."""
