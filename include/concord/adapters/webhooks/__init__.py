"""What others call us with: verified first, then understood."""
