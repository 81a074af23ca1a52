"""Words every capability shares and means the same by: people, time, text, ids. Plain Python; it knows no Django."""
