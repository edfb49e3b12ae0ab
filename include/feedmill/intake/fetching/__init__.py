"""How addresses are fetched: safely, within limits, by the rules of HTTP."""
