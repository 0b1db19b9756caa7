"""The register of conflicts of interest: who has no say about whom, and why.

Other features ask `queries.involvement` before they show or change anything.
"""
