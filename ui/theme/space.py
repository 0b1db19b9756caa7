"""Distances, radii and the sizes screens share, in logical pixels.

Heights are minimums: where text stands in them, take the larger of the figure
and what `Theme.line` asks for.
"""

from typing import Final

S1: Final = 4
S2: Final = 8
S3: Final = 12
S4: Final = 16
S5: Final = 20
S6: Final = 24

RADIUS_CHIP: Final = 4
RADIUS_CONTROL: Final = 6
RADIUS_CARD: Final = 8
RADIUS_DIALOG: Final = 12

RAIL_WIDTH: Final = 200
RAIL_NARROW: Final = 56
RAIL_ROW: Final = 32
TOP_BAR: Final = 52
QUEUE_WIDTH: Final = 372
DECISION_WIDTH: Final = 340
CASE_ROW: Final = 76
APPEAL_ROW: Final = 80
MEMBER_ROW: Final = 52
GATE_ROW: Final = 44
GATE_ROW_FAILED: Final = 52
TABLE_ROW: Final = 36
TABLE_HEADER: Final = 32
TREE_ROW: Final = 32
BUTTON: Final = 32
BUTTON_MAIN: Final = 36
BUTTON_UNLOCK: Final = 40
BUTTON_SMALL: Final = 28
INPUT: Final = 34
CHIP: Final = 20
ICON: Final = 16
ICON_RAIL: Final = 18

DRAWER_BELOW: Final = 1280
"""Window width under which the decision pane becomes a drawer."""
NARROW_BELOW: Final = 1040
"""Window width under which the rail shows icons and list and detail take turns."""
