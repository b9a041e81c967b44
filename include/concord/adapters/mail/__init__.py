"""Mail: how messages become bytes, and who is handed them."""
