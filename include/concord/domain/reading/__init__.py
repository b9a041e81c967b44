"""Reading a delivered table by its agreement: header, cells, rows, keys, periods."""
