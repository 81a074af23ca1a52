"""A made-up register of the ward's size: towns and figures are the ward's, every person is invented."""
