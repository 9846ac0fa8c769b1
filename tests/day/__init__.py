"""One day of a programme, scripted: a coordinator, a print desk and five laptops."""
