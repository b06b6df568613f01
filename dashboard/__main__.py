"""`python -m dashboard`: the same as `laotie`."""

from dashboard.cli import main

main()
