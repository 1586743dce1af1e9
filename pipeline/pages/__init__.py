"""How to read a page: `reading.read` chooses one module a platform, and there is one frame for all of them."""
