"""From a file's bytes to records by line number; columns are not looked at here."""
