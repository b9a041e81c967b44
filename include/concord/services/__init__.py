"""How Concord works: one use-case per module, over ports, without I/O or clock of its own."""
