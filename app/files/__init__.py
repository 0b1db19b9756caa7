"""Files that come from elsewhere and files that leave: tables in, CSV out.

A foreign file is parsed in a child process with limits (`child`), which knows
nothing of the vault. May import `app.errors`, `app.times` and `app.words`;
never a feature, the vault, the journal or the workspace.
"""
