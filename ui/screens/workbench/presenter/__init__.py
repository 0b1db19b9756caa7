"""What the workbench shows and does, without Qt.

`whole` is the screen's presenter: the list and the task in front. `acting` is the form
under it; `gathering` asks what waits, `rows` puts it into a list; `proposals`,
`reviews` and `others` turn each into a `Task` with what can be done about it.
"""
