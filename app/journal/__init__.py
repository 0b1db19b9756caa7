"""What happened: commits, their order, who may say so, and the tables they give.

The journal is the one mechanism behind audit, history, undo, merge and
recovery. It knows events by kind and version and no feature by name.
"""
