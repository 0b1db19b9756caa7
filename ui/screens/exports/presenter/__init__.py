"""What the exports screen shows and does, without Qt.

`whole` is the screen's presenter. `choices` holds what a person wants in the report
and what would help where a check is not passed; `shown` is what the view is given,
and `wording` and `measures` turn the vault's answers into it.
"""
