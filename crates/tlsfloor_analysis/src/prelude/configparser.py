"""configparser: sections that are read from texts, from dicts or from files that
are not in view."""
import os


class Error(Exception):
    pass


class NoSectionError(Error):
    pass


class NoOptionError(Error):
    pass


class DuplicateSectionError(Error):
    pass


class MissingSectionHeaderError(Error):
    pass


_STATES = {"1": True, "yes": True, "true": True, "on": True,
           "0": False, "no": False, "false": False, "off": False}
_MISSING = object()


class SectionProxy(object):
    def __init__(self, parser, name):
        self.parser = parser
        self.name = name

    def _all(self):
        merged = dict(self.parser._defaults)
        merged.update(self.parser._sections.get(self.name, {}))
        return merged

    def __getitem__(self, key):
        if self.parser._open:
            return self.parser._unseen(self.name, key, self._all())
        found = self._all()
        key = self.parser.optionxform(key)
        if key not in found:
            raise KeyError(key)
        return self.parser._filled(found[key], found)

    def __setitem__(self, key, value):
        self.parser.set(self.name, key, value)

    def __delitem__(self, key):
        del self.parser._sections[self.name][self.parser.optionxform(key)]

    def __contains__(self, key):
        if self.parser._open:
            return os.path.exists(self.name + key)
        return self.parser.optionxform(key) in self._all()

    def __iter__(self):
        return iter(self._all())

    def __len__(self):
        return len(self._all())

    def get(self, option, fallback=None, raw=False, vars=None):
        return self.parser.get(self.name, option, fallback=fallback)

    def getint(self, option, fallback=None):
        return self.parser.getint(self.name, option, fallback=fallback)

    def getfloat(self, option, fallback=None):
        return self.parser.getfloat(self.name, option, fallback=fallback)

    def getboolean(self, option, fallback=None):
        return self.parser.getboolean(self.name, option, fallback=fallback)

    def keys(self):
        return self._all().keys()

    def values(self):
        return self._all().values()

    def items(self):
        return self._all().items()


class RawConfigParser(object):
    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, delimiters=("=", ":"),
                 comment_prefixes=("#", ";"), inline_comment_prefixes=None, strict=True,
                 empty_lines_in_values=True, default_section="DEFAULT", interpolation=_MISSING,
                 converters=None):
        self._sections = {}
        self._defaults = {}
        self._open = False
        self._indent = 0
        self._interpolates = interpolation is _MISSING
        self._marks = tuple(comment_prefixes)
        self._inline = tuple(inline_comment_prefixes or ())
        if defaults:
            for key, value in defaults.items():
                self._defaults[self.optionxform(key)] = str(value)

    def optionxform(self, option):
        return option.lower()

    def defaults(self):
        return self._defaults

    # ----- reading -----

    def read(self, filenames, encoding=None):
        self._open = True
        return [filenames]

    def read_file(self, f, source=None):
        self._open = True

    readfp = read_file

    def read_string(self, string, source="<string>"):
        section = None
        last = None
        for line in string.split("\n"):
            text = line.strip()
            if not text or text.startswith(self._marks):
                continue
            for mark in self._inline:
                text = text.split(" " + mark)[0].strip()
            if section is not None and last is not None and line[:1] in (" ", "\t") \
                    and self._indent == 0:
                section[last] = section[last] + "\n" + text
                continue
            if text[0] == "[" and text[-1] == "]":
                name = text[1:-1]
                if name == "DEFAULT":
                    section = self._defaults
                else:
                    section = self._sections.setdefault(name, {})
                last = None
                continue
            if section is None:
                raise MissingSectionHeaderError(text)
            at = _least(text.find("="), text.find(":"))
            if at < 0:
                last = self.optionxform(text)
                section[last] = None
                continue
            last = self.optionxform(text[:at].rstrip())
            self._indent = len(line) - len(line.lstrip())
            section[last] = text[at + 1:].strip()

    def read_dict(self, dictionary, source="<dict>"):
        for name, options in dictionary.items():
            self._add(name, options)

    def _add(self, name, options):
        section = self._sections.setdefault(name, {}) if name != "DEFAULT" else self._defaults
        for key, value in options.items():
            section[self.optionxform(str(key))] = None if value is None else str(value)

    # ----- asking -----

    def sections(self):
        return list(self._sections)

    def has_section(self, section):
        if self._open:
            return os.path.exists(section)
        return section in self._sections

    def has_option(self, section, option):
        if self._open:
            return os.path.exists(section + option)
        if section not in self._sections:
            return False
        option = self.optionxform(option)
        return option in self._sections[section] or option in self._defaults

    def options(self, section):
        return list(SectionProxy(self, section)._all())

    def items(self, section=None, raw=False, vars=None):
        if section is None:
            return [(name, SectionProxy(self, name)) for name in self._sections]
        return list(SectionProxy(self, section)._all().items())

    def get(self, section, option, raw=False, vars=None, fallback=_MISSING):
        if self._open:
            known = SectionProxy(self, section)._all()
            if os.path.exists(section + option):
                return self._unseen(section, option, known)
            if fallback is not _MISSING:
                return fallback
            return self._unseen(section, option, known)
        if section not in self._sections and section != "DEFAULT":
            if fallback is not _MISSING:
                return fallback
            raise NoSectionError(section)
        found = SectionProxy(self, section)._all()
        option = self.optionxform(option)
        if option in found:
            return found[option] if raw else self._filled(found[option], found)
        if fallback is not _MISSING:
            return fallback
        raise NoOptionError(option)

    def _unseen(self, section, option, known):
        read = str(os.environ["configuration: " + section + " " + option])
        option = self.optionxform(option)
        if option in known and os.path.exists("unseen: " + section + option):
            return known[option]
        return read

    def _filled(self, value, found):
        if not self._interpolates or value is None or "%(" not in value:
            return value
        return value.replace("%(", "{").replace(")s", "}").format(**found)

    def getint(self, section, option, raw=False, vars=None, fallback=_MISSING):
        value = self.get(section, option, fallback=fallback)
        return value if value is fallback else int(value)

    def getfloat(self, section, option, raw=False, vars=None, fallback=_MISSING):
        value = self.get(section, option, fallback=fallback)
        return value if value is fallback else float(value)

    def getboolean(self, section, option, raw=False, vars=None, fallback=_MISSING):
        value = self.get(section, option, fallback=fallback)
        if value is fallback:
            return value
        if value.lower() not in _STATES:
            raise ValueError(value)
        return _STATES[value.lower()]

    # ----- changing -----

    def add_section(self, section):
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = {}

    def set(self, section, option, value=None):
        if section == "DEFAULT":
            self._defaults[self.optionxform(option)] = value
            return
        if section not in self._sections:
            raise NoSectionError(section)
        self._sections[section][self.optionxform(option)] = value

    def remove_option(self, section, option):
        return self._sections[section].pop(self.optionxform(option), None) is not None

    def remove_section(self, section):
        return self._sections.pop(section, None) is not None

    def write(self, fp, space_around_delimiters=True):
        return None

    def __getitem__(self, key):
        if not self._open and key not in self._sections and key != "DEFAULT":
            raise KeyError(key)
        return SectionProxy(self, key)

    def __setitem__(self, key, value):
        if key in self._sections:
            self._sections[key].clear()
        self._add(key, value)

    def __delitem__(self, key):
        del self._sections[key]

    def __contains__(self, key):
        return key == "DEFAULT" or self.has_section(key)

    def __iter__(self):
        return iter(["DEFAULT"] + list(self._sections))

    def __len__(self):
        return len(self._sections) + 1


class ConfigParser(RawConfigParser):
    pass


class SafeConfigParser(RawConfigParser):
    pass


def _least(left, right):
    if left < 0 or right < 0:
        return max(left, right)
    return min(left, right)
