"""Public pages, one module for each noun."""
