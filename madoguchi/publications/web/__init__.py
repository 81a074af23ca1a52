"""Pages of what the ward's files say of places: facilities, consultations, sections and days of collection."""
