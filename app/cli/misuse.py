"""A command line that cannot be understood as it was typed."""


class Misuse(Exception):
    """The person has to type the command differently.

    Attributes:
        sentence: what to do, in the language in use.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
