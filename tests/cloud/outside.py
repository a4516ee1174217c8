"""What cfn-lint and checkov say of templates."""

import json
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

BIN = Path(sys.executable).parent
# What checkov asks for and we do not do, each with its reason.
SKIPPED = tomllib.loads((Path(__file__).parent / "skipped.toml").read_text())


def cfn_lint(folder: Path) -> dict[str, list[str]]:
    """What cfn-lint finds, warnings too, by the file's name."""
    command = [BIN / "cfn-lint", "--format", "json", *sorted(folder.glob("*.yaml"))]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if not ran.stdout.strip():
        raise SystemExit(f"error: cfn-lint does not run: {ran.stderr}")
    found = defaultdict(list)
    for match in json.loads(ran.stdout):
        words = f"{match['Rule']['Id']} line {match['Location']['Start']['LineNumber']}"
        found[Path(match["Filename"]).name].append(f"{words}: {match['Message']}")
    return found


def checkov(folder: Path) -> dict[str, list[str]]:
    """What checkov finds and is not skipped, by the file's name."""
    command = [BIN / "checkov", "--framework", "cloudformation", "--skip-download"]
    command += ["--output", "json", "--compact", "--quiet", "--directory", folder]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        reports = json.loads(ran.stdout)
    except ValueError:
        raise SystemExit(f"error: checkov does not run: {ran.stdout}{ran.stderr}") from None
    found = defaultdict(list)
    for report in reports if isinstance(reports, list) else [reports]:
        for failed in report.get("results", {}).get("failed_checks", []):
            if failed["check_id"] not in SKIPPED:
                words = f"{failed['check_id']} {failed['resource']}: {failed['check_name']}"
                found[Path(failed["file_path"]).name].append(words)
    return found
