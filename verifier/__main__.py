"""``python3 -m verifier``."""
import signal
import sys

from verifier.cli import main

# Whoever is told to stop throws away what is to be thrown away.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
sys.exit(main())
