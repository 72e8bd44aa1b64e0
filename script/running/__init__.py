"""Setting up, running and checking Linli on one machine. Standard library only: this code
runs before anything is installed."""
