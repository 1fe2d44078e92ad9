class Refused(Exception):
    """Something that was asked for cannot be done; the message says why, and what to do instead."""

    def __init__(self, message, code="refused"):
        super().__init__(message)
        self.message = message
        self.code = code
