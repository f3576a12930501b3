"""`python -m leadwidgets` is the command `leadwidgets`."""

import sys

from leadwidgets.cli import main

sys.exit(main())
