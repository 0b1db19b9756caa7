"""Questions that have nothing to do with whom one is involved with."""

from tests.storage.features import revising

APART = {
    "StaffList": "the staff; of a link no more than its id",
    "WhoAmI": "who asks",
    "WhatRolesMay": "the staff chain",
    "WhoCanOpen": "the keyring",
    "HeldCommits": "entries that do not count, by their signer and moment alone",
    "ConflictList": "a person's own entries; see test_conflicts",
    "Versions": "rules",
    "BookInForce": "rules",
    "VersionText": "rules",
    "OpenDrafts": "rules",
    "CompareVersions": "rules",
    "FindClauses": "rules",
    "Releases": "figures that left the vault",
    "FileKnown": "a file",
    "MembersNamed": "a list taken in is compared with everybody on it",
    "KnownCount": "a list taken in is compared with everybody on it",
    "Recognised": "a file is compared with everybody; of whom one is apart, only that",
    "PrepareReport": "figures of the whole community, whoever prepares them",
    "VaultSettings": "settings",
    "Installations": "computers",
    "HistorySpan": "the first and the last moment",
    "LastVerdict": "numbers of entries and problems",
    "DueForErasure": "nobody was silent for so long here; see test_erasing",
    **revising.APART,
    "ReturnedToMe": "what came back to the person asking; see test_reviews",
}
"""Questions that lead to no member, case, appeal or note, and why."""
