"""Which platform a site runs on, and what a crawl of it would find."""
