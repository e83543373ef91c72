"""Word and Excel: the one home of the libraries that write and read them. It knows no lists, only pages and cells."""
