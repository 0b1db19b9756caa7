"""Exports: reports that leave the vault only through measured privacy gates.

A report goes `tabulation` → `suppression` → `audit` → `report` → bytes → `leaks`,
and `gates` turns what was measured into a verdict; `rules` calls them in this order.
All of these are pure. Imports no Qt.
"""
