"""From article to facts: `coder.code` asks one module a variable of docs/codebook.md."""
