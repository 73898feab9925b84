"""`python -m app` is `rashomon`."""

from app.cli import main

main()
