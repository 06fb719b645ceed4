"""How fast plancheck is, measured beside other checkers on the same reports in the same run."""
