"""What Concord knows: frozen values and pure functions, no I/O, no clock."""
