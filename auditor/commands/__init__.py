"""The commands: what each does, free of how its options are spelt (that is ``auditor.cli``)."""


class Failure(Exception):
    """The tool, its configuration or an input failed: one line for the user, exit status 2."""
