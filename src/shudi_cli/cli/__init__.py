"""The command line: the only floor that knows Typer and Rich. A command looks up, calls, and shows."""
