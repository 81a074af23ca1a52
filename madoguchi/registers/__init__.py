"""The resident register as the ward extracts it: imported one way, used for prefill and for yes or no, never shown on."""
