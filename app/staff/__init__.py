"""The people who moderate: roles, enrolment, links to their member profiles."""
