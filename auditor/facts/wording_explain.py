"""The evidence for a suspected slip in words."""

from __future__ import annotations

import math

from auditor.facts.wording_evidence import Evidence

_HOW = {
    "sound": "“{written}”与“{meant}”同音",
    "near": "“{written}”与“{meant}”音近",
    "shape": "“{written}”与“{meant}”形近",
    "missing": "疑漏“{meant}”",
    "extra": "“{written}”疑为衍字",
    "swap": "“{written}”疑为“{meant}”之倒",
}


def explain(
    text: str,
    start: int,
    end: int,
    meant: str,
    kind: str,
    witness: str,
    count: int,
    evidence: Evidence | None = None,
) -> str:
    """The evidence in words, for the finding; without ``evidence`` the document alone speaks."""
    parts = [_HOW[kind].replace("{written}", text[start:end]).replace("{meant}", meant)]
    if witness:
        parts.append(f"本文他处作“{witness}”（{count} 次）")
    if evidence:
        seen = "公文中常见" if evidence.run3 or evidence.run4 else "合于词表"
        context = text[max(0, start - 2) : start] + meant + text[end : end + 2]
        parts.append(f"改作“{context.strip()}”{seen}，原写法未见，可能性相差{_times(evidence)}")
    return "，".join(parts)


def _times(evidence: Evidence) -> str:
    power = (evidence.character_gain + evidence.word_gain) / 2 / math.log(10)
    return f"约 10^{max(1, round(power))} 倍"
