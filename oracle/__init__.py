"""The execution oracle: generated programs, run for real, against the tool.

Parts, in the order in which a run uses them:

* ``generator``  writes readable random programs from a seed;
* ``worker`` and ``tracer``  run them under the interpreter that is asked for
  and record every connection (with ``settings`` and
  ``pyopenssl_tracer`` they run inside that interpreter: CPython 2.7, 3.6 on);
* ``calls``  maps what was recorded to call expressions;
* ``tool``  asks the judged tool for its inventory;
* ``compare``  gives each opened connection its verdict;
* ``shrink``  makes a failing program small.
"""
