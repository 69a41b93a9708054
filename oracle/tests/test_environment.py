"""Which values of environment variables generated programs are run with."""
import unittest

from oracle.generator.program import with_keys


class WithKeys(unittest.TestCase):
    def test_other_keys_of_a_table_that_knows_a_value(self):
        files = {"a.py": 'TABLE = {"old": 1, "new": 2}\nOTHER = {"x": 1}\n'}
        self.assertEqual(with_keys([None, "old"], files), [None, "old", "new"])

    def test_patterns_of_a_match(self):
        files = {"a.py": 'match mode:\n    case "old" | "aged":\n        pass\n'
                         '    case "new":\n        pass\n'}
        self.assertEqual(with_keys(["new"], files), ["new", "old", "aged"])

    def test_text_of_another_python_adds_nothing(self):
        self.assertEqual(with_keys(["old"], {"a.py": "print 1"}), ["old"])


if __name__ == "__main__":
    unittest.main()
