"""What enters by file, read strictly: JSON and the visit file."""
