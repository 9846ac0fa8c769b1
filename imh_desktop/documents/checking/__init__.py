"""Is a page of ours readable to the ear: its tags, its tree, its fonts, and what it gives away."""
