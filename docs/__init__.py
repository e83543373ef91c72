"""The documentation, and what keeps it true: the examples are run, the tables and the picture are made."""
