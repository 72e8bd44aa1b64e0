"""No tables: Django announces migrations only to apps that have this module (see `apps`)."""
