"""The oracle of `bench.effort` still makes quotes by keys alone."""

import json
import subprocess
import sys
from pathlib import Path

TEXT = ("“We were not warned,” engineer Vera Tarn told reporters. “Nobody called us.”\n\n"
        "Jonas Wil said that the bridge would stay shut.\n\n“It is closed for good,” Ada Moss told the Herald.\n")
ROOT = Path(__file__).parents[2]


def quote(kind: str, words: str, speaker: str, *quoted: str) -> dict[str, object]:
    start, said = TEXT.index(words), TEXT.index(speaker)
    return {"start": start, "end": start + len(words), "kind": kind, "speaker_start": said,
            "speaker_end": said + len(speaker),
            "quoted_spans": [[TEXT.index(run), TEXT.index(run) + len(run)] for run in quoted]}


def test_the_oracle_makes_every_quote_and_counts_its_keys(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"text": TEXT, "quotes": [
        quote("direct", TEXT[:TEXT.index("\n")], "engineer Vera Tarn", "We were not warned,", "Nobody called us."),
        quote("indirect", "the bridge would stay shut", "Jonas Wil"),
        quote("direct", "“It is closed for good,”", "Ada Moss", "It is closed for good,")]}) + "\n", encoding="utf-8")
    for shown in ("off", "on"):
        done = subprocess.run([sys.executable, "-m", "bench.effort", str(gold), "--suggestions", shown, "--json"],
                              capture_output=True, text=True, cwd=ROOT, check=False)
        assert done.returncode == 0, done.stderr + done.stdout
        said = json.loads(done.stdout)
        assert said["failed"] == []
        assert said["quotes"] == {"direct and mixed": 2, "indirect": 1}
        assert 1 <= said["keys_a_quote"]["direct and mixed"] <= 7
