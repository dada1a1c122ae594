"""With KWIS_TEST_NO_SKIPS set, a skipped test is a failed run: on such a machine everything can be run.

A reason that begins with "only " names what the machine would have to be (root, for one) and may stand.
"""

import os

import pytest

skipped: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    reason = report.longrepr[2] if report.skipped and isinstance(report.longrepr, tuple) else ""
    if reason and not reason.removeprefix("Skipped: ").startswith("only "):
        skipped.append(f"{report.nodeid}: {reason}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    on_a_worker = hasattr(session.config, "workerinput")
    if skipped and "KWIS_TEST_NO_SKIPS" in os.environ and not on_a_worker:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if skipped and "KWIS_TEST_NO_SKIPS" in os.environ:
        terminalreporter.section("skipped, though this machine can run it", red=True)
        for line in skipped:
            terminalreporter.line(line)
