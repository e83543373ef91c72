"""shudi 属地: keeps a county's lists of "who answers for what" right, from check to publication."""

__version__ = "0.1.0"
