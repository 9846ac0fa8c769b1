"""What the field knows, as values and pure functions: ages, checklists, profiles, rules."""
