"""What is measured, and how; figures are printed, and asserted nowhere."""
