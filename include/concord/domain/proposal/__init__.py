"""What an agreement on files that a partner already sends could say, read off those files."""
