"""How bytes come in: drop folders, S3 prefixes, paths given by hand, sources; and what each arrival is called."""
