"""One module per revision; none is edited once it has been released."""
