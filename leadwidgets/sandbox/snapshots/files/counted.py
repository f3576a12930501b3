"""Numbers and places in words."""


def counted(number: int, noun: str) -> str:
    """Give ``1 line``, ``2 lines``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def span(noun: str, first: int, last: int) -> str:
    """Give ``line 3``, ``lines 3 to 5``."""
    return f"{noun} {first:,}" if first == last else f"{noun}s {first:,} to {last:,}"
