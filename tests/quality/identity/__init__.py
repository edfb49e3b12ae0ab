"""How well identity does: real news, derivations of known kind, natural pairs, and what is made of them."""
