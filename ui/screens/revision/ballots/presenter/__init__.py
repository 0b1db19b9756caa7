"""What the tab of ballots shows and does, without Qt.

`whole` is the tab's presenter: the list and the open ballot. `voting` enters votes by
hand, `importing` takes them in from a file, `opening` is the form of a new ballot,
`ending` closes and cancels; `rows` and `shown` turn what the vault answers into words.
"""
