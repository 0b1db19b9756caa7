"""What the rulebook screen shows and does, without Qt.

`whole` is the screen's presenter: which version is shown, which clause. `drafting`
is the draft and its publication, `draft` the draft itself; `tree`, `clause` and
`side` turn rules into words.
"""
