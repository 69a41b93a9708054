"""Which values of environment variables generated programs are run with."""
import unittest

from oracle.generator.outside import values_to_try, with_keys


class WithKeys(unittest.TestCase):
    def test_other_keys_of_a_table_that_knows_a_value(self):
        files = {"a.py": 'TABLE = {"old": 1, "new": 2}\nOTHER = {"x": 1}\n'}
        self.assertEqual(with_keys([None, "old"], files), [None, "old", "new"])

    def test_patterns_of_a_match(self):
        files = {"a.py": 'match mode:\n    case "old" | "aged":\n        pass\n'
                         '    case "new":\n        pass\n'}
        self.assertEqual(with_keys(["new"], files), ["new", "old", "aged"])

    def test_items_of_a_sequence_that_has_a_value(self):
        files = {"a.py": 'if mode in ("old", "aged"):\n    pass\nNAMES = ["x", "y"]\n'}
        self.assertEqual(with_keys(["old"], files), ["old", "aged"])

    def test_text_of_another_python_adds_nothing(self):
        self.assertEqual(with_keys(["old"], {"a.py": "print 1"}), ["old"])


class ValuesToTry(unittest.TestCase):
    def test_a_variable_may_be_unset_or_what_no_program_names(self):
        tried = values_to_try(["TLS_LEVEL"], {})["TLS_LEVEL"]
        self.assertIn(None, tried)
        self.assertIn("unforeseen", tried)
        self.assertEqual(len(tried), len(set(tried)))

    def test_a_number_that_is_compared_as_text_too_has_several_texts(self):
        number = 'int(os.environ.get("TLS_LEVEL", "0"))'
        text = 'os.environ.get("TLS_LEVEL") == "2"'
        for files, expected in ({"a.py": number}, False), ({"a.py": number, "b.py": text}, True):
            self.assertEqual(" 2" in values_to_try(["TLS_LEVEL"], files)["TLS_LEVEL"], expected)

    def test_a_module_may_be_absent(self):
        self.assertEqual(values_to_try(["absent_module"], {}),
                         {"absent_module": [None, "0"]})


if __name__ == "__main__":
    unittest.main()
