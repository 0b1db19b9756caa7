"""What the rulebook screen shows and does, without Qt.

`whole` is the screen's presenter: which version is shown, which clause. `books` knows
versions and the draft; `drafting`, `laddering` and `publishing` are what is done with
the draft, `editing` and `structure` the edits themselves; `tree`, `clause` and
`ladder` turn rules into words.
"""
