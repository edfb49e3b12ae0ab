"""How the model of splitting is made and measured: data, pages made of it, fitting, figures.

Nothing here is needed to split. Fitting needs the packages of the group `dev`; measuring does not.
"""
