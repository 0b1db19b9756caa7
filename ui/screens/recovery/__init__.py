"""Making a recovery sheet: showing, printing and saving it, once."""
