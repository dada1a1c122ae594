"""`kwis match TEXT`: which services, kind and team a text is understood as, and why; as JSON."""

import argparse
import json
import sys
from typing import Any

from kwis.catalogue.matching import Match, ServiceProposal, match
from kwis.core.wording import say


def run(args: argparse.Namespace) -> int:
    """Print what was understood and return 0."""
    text = sys.stdin.read() if args.text == "-" else args.text
    found = match(text, language=args.language, limit=max(1, args.limit))
    print(json.dumps(as_json(found, args.language or "nl"), ensure_ascii=False, indent=2))
    return 0


def as_json(found: Match, language: str) -> dict[str, Any]:
    return {
        "kind": found.kind or None,
        "kind_confidence": found.kind_confidence,
        "confident": found.confident,
        "services": [_proposal(proposal, language) for proposal in found.services],
    }


def _proposal(proposal: ServiceProposal, language: str) -> dict[str, Any]:
    service = proposal.service
    return {
        "service": service.code,
        "name": say(service.name, language),
        "score": proposal.score,
        "team": service.team.code if service.team else None,
        "because_of_words": proposal.reason.words,
        "like": proposal.reason.calls,
    }
