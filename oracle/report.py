"""What the oracle prints."""
import os
from collections import Counter

from oracle import compare


def print_table(results, counts, seconds):
    """Counts of verdicts, and what they rest on."""
    n_opened = sum(counts.values())
    print()
    print("%-14s %6s %8s" % ("verdict", "calls", "share"))
    for verdict in compare.VERDICTS:
        share = 100.0 * counts[verdict] / n_opened if n_opened else 0.0
        print("%-14s %6d %7.2f%%" % (verdict, counts[verdict], share))
    print()
    n_programs = len(results)
    n_opening = sum(1 for result in results if result.judgements)
    n_raised = sum(1 for result in results if result.truth.raised)
    n_ambiguous = sum(len(result.truth.ambiguous) for result in results)
    print("%d programs, %d of them open %d connections; %d raise in some run" % (
        n_programs, n_opening, n_opened, n_raised))
    print("%d connections of the tool at calls never opened" % (
        sum(result.n_extra for result in results)))
    if n_ambiguous:
        print("%d lines where the call is not certain, not judged" % n_ambiguous)
    print("%.1f s" % seconds)


def print_productions(results, used):
    """For each production the programs that use it, and how many of them have
    an answer that is not exact, the most suspicious first."""
    n_all, n_wrong = Counter(), Counter()
    for result in results:
        wrong = any(one.verdict in (compare.OVER, compare.UNDER, compare.MISSING)
                    for one in result.judgements)
        for name in set(used[result.program.entry]):
            n_all[name] += 1
            n_wrong[name] += wrong
    # With one doubtful program less, so that rare productions do not lead.
    order = sorted(n_all, key=lambda name: (-n_wrong[name] / (n_all[name] + 1), name))
    print()
    print("%-44s %9s %9s" % ("production", "programs", "not exact"))
    for name in order:
        if n_wrong[name]:
            print("%-44s %9d %9d" % (name, n_all[name], n_wrong[name]))


def print_failure(verdict, entry, small):
    """A minimal program with what was expected and what the tool says."""
    files, result = small
    print()
    print("== %s: %s, shrunk ==" % (verdict, entry))
    for path, source in sorted(files.items()):
        if len(files) > 1:
            print("-- %s" % path)
        for number, line in enumerate(source.rstrip().split("\n"), 1):
            print(("%3d  %s" % (number, line)).rstrip())
    for judgement in result.judgements:
        if judgement.verdict != verdict:
            continue
        opened = judgement.opened
        where = "%s, " % os.path.basename(opened.path) if len(files) > 1 else ""
        print("%sline %d, %s as %s" % (where, opened.call.line, opened.api, opened.role))
        print("  expected: %s" % _names(judgement.expected))
        print("  found:    %s" % (
            "no endpoint" if judgement.found is None else _names(judgement.found)))
    for variable, values in sorted(result.program.environment.items()):
        if any(variable in source for source in files.values()):
            print("  %s was: %s" % (variable, ", ".join(
                "not set" if value is None else repr(value) for value in values)))


def _names(protocols):
    return ", ".join(sorted(protocols)) or "none"
