"""Random but readable programs, written from the language reference and from
real code rather than from what the analysis can do.

``program.generate`` is the entry. To make programs richer, add a production to
one of the ``Choice`` objects: ``values`` (ways to get at a constant),
``conditions``, ``contexts`` (ways to make one), ``mutations`` and ``loops``
(statements that change one), ``openings`` (ways to open a connection). Most of
them are texts, in ``topics``.
"""
from oracle.generator.base import Target
from oracle.generator.program import Generated, generate

__all__ = ["Generated", "Target", "generate"]
