"""Lists as counties issue them, brought in as a draft workspace; what is not sure is said, never guessed in silence."""
