"""How a program imports ``ssl`` and writes its names."""

STYLES = ["plain", "plain", "alias", "from", "from", "mixed", "star", "guarded"]
RENAMED = {
    "SSLContext": "Context",
    "PROTOCOL_TLSv1": "OLD_PROTOCOL",
    "create_default_context": "make_context",
    "TLSVersion": "Version",
    "OP_NO_TLSv1": "NO_TLS10",
}


class Imports:
    """The import statements, collected while names are used."""

    def __init__(self, builder):
        self._random = builder.random
        self._style = self._random.choice(STYLES)
        self._module = "ssl"
        if self._style == "alias":
            self._module = self._random.choice(["tls", "_ssl_module", "pyssl"])
        self._module_used = self._style in ("plain", "alias", "guarded")
        self._imported = {}

    @property
    def star(self):
        """Does everything in ssl come without its name?"""
        return self._style == "star"

    def module(self):
        """An expression for the module itself."""
        self._module_used = True
        return self._module

    def attribute(self, name):
        """An expression for a name of the module."""
        if self._style == "star" and not name.startswith("_"):
            return name
        if self._style == "from" or (
                self._style == "mixed" and (name in self._imported
                                            or self._random.random() < 0.4)):
            if name not in self._imported:
                renamed = name in RENAMED and self._random.random() < 0.3
                self._imported[name] = RENAMED[name] if renamed else name
            return self._imported[name]
        return "%s.%s" % (self.module(), name)

    def lines(self, used=None):
        """The statements; only for the names in `used`, if it is given."""
        lines = []
        if self._style == "star":
            # First: the names that it brings must not hide later imports.
            lines.append("from ssl import *")
        if self._module_used and (used is None or self._module in used):
            lines += self._module_lines()
        imported = {name: local for name, local in self._imported.items()
                    if used is None or local in used}
        if imported:
            lines.append(_from_line(imported))
        return lines

    def _module_lines(self):
        if self._style == "guarded":
            return ["try:", "    import ssl", "except ImportError:", "    ssl = None"]
        if self._module != "ssl":
            return ["import ssl as %s" % self._module]
        return ["import ssl"]


def _from_line(imported):
    parts = [name if name == local else "%s as %s" % (name, local)
             for name, local in sorted(imported.items())]
    line = "from ssl import " + ", ".join(parts)
    if len(line) <= 80:
        return line
    return "from ssl import (\n    %s,\n)" % ",\n    ".join(parts)
