"""Values to pages: what a family takes home and what a partner receives, as PDF bytes."""
