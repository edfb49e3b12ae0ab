"""How bytes come in: the drop folder, paths given by hand, and what each arrival is called."""
