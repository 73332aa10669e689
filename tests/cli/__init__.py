"""The command line, through `main` and as a process."""
