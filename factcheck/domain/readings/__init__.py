"""What a wording says: its figures, dates, units, names, denials and modals."""
