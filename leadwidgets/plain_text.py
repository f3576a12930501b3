"""Text of strangers, made fit to stand in a sentence or a label of ours."""


def shown(text: str, longest: int) -> str:
    """Give a text on one line, shortened, without what could hide or turn what stands beside it.

    Control characters and those that turn the reading direction become blanks.

    Parameters
    ----------
    text
        Anything.
    longest
        The most characters to give; of a longer text the end is left out, which ``…`` says.
    """
    # A little more than is given: a text may have a million characters.
    printable = "".join(c if c.isprintable() else " " for c in text[: longest + 1])
    return printable if len(text) <= longest else f"{printable[: longest - 1]}…"
