"""The demonstration: the whole job on made-up data, and a picture of each screen."""

from ui.demo.show import demonstrate

__all__ = ["demonstrate"]
