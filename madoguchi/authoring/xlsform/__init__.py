"""Forms drawn up as XLSForm (Kobo, ODK) taken over as a definition; what cannot be taken over is named by its cell."""
