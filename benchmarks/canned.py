"""What the faked and the real upstream answer."""

from __future__ import annotations

import msgspec

CANNED = msgspec.json.encode({"name": "checkout", "owner": "payments", "tier": 1, "oncall": ["ada", "grace"]})
"""JSON."""
