"""Tables → files that other programs read: spreadsheets, lexicometry, annotation tools, archives."""
