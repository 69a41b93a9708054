"""Case programs, run with the real libraries, against the tool.

Parts, in the order in which a run uses them:

* ``cases``  reads the programs below ``verify/`` and their header lines;
* ``environments``  installs the libraries that a case asks for;
* ``runner``  hands a case to ``stage`` and makes out of what happened what was
  measured;
* ``stage``  runs a case beside its peers (``peers``, ``openings``), a process of
  its own, without any network but the loopback;
* ``inside``  runs in the case's interpreter and records its connections;
* ``judge``  compares with what the tool says;
* ``table``  is the result as a document.

What contexts can negotiate is measured as ``oracle`` measures it.
"""
