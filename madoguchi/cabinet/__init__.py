"""Documents kept by content, judged before they are taken in, with their retention."""
