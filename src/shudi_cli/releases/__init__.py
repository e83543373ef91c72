"""正式版本: which release is in force, what it holds, and how items came to read as they do."""
