"""The ways in which dates are written: notations, words of many languages, zones. Knows no clock."""
