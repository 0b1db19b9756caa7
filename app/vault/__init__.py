"""The encrypted folder: keyring, lock file, database and local marker.

Knows bytes, keys and tables' storage; knows no feature and no journal.
"""
