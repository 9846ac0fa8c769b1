"""Qt only: shows values and says what the person did; knows no rule."""
