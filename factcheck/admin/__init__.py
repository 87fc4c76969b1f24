"""The editors' workplace: Django's admin, saving by actions alone."""
