"""What the cases screen shows and does, without Qt.

`whole` is the screen's presenter; it holds one for the queue, the record, the
decision, what follows from it, and the forms.
"""
