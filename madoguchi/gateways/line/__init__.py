"""LINE's Messaging API by its official client, and a server that stands in for LINE in tests and demonstrations."""
