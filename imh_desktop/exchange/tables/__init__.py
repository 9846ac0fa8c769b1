"""Tables of plain values, and the formats they are written in. Nothing here reads a vault."""
