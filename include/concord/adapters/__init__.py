"""With what Concord works: one module per technology."""
