"""The gateways' commands for operators."""
