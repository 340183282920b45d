"""What is known of a site before it is written: its own settings, the words it shows, its date, its columns, who is cited how."""
