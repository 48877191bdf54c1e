"""The pages of an import in the admin: each step has an address of its own, and only POST changes anything."""
