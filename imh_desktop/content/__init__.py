"""Form files and core values: reads checklists and their words, strictly, and lints them."""
