"""What the appeals screen shows and does, without Qt.

`whole` is the screen's presenter: the list and the open appeal. `ruling` is the form
under it, `filing` the form that records an appeal; `rows` and `shown` turn what
the vault answers into words.
"""
