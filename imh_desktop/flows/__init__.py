"""One thing a person does, each in plain Python: a window, a terminal or a test can call it."""
