"""What all kinds of requirement have in common, and the words in which each answers.

A kind is one file of this room: the model that a plan writes under its key, the fields that an
entry of a report gets from it, how the one is judged by the other, and its sentences. Everything
that it does not say itself has a default here.
"""
