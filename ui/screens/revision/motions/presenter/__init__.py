"""What the tab of motions shows and does, without Qt.

`whole` is the tab's presenter: the list and the open motion. `writing` is the page on
which motions and amendments are written, `acting` what is done with a motion,
`amending` what is decided about amendments; `books` has the rules they are compared
with; `rows`, `shown` and `wording` turn what the vault answers into words.
"""
