"""The product without a screen: rules, vault, journal and features.

Imports no Qt. The window (`ui`) and the command line (`app.cli`) both speak to
it through `app.workspace`.
"""

__version__ = "0.1.0"
