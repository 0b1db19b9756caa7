"""Exports: choose who will read a report, see the checks, write the file.

Presenters import no Qt; everything else here decides nothing.
"""
