"""``python3 -m verifier``."""
import sys

from verifier.cli import main

sys.exit(main())
