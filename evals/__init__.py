"""How right the assistant is, on questions that the register has not seen."""
