"""The icons that owners of a list may choose, and which icons the sprite holds."""

import json
from functools import lru_cache
from pathlib import Path

BUILT_NAMES = Path(__file__).resolve().parent / "static" / "ui" / "built" / "icons.json"

# choosable in lists (categories, services, counters); always in the sprite
CHOICES: tuple[str, ...] = (
    "abc", "access-point", "activity", "air-conditioning", "alarm", "ambulance", "apps", "archive", "armchair",
    "article", "barcode", "basket", "bed", "bell", "bike", "book", "books", "box", "briefcase", "building",
    "building-bank", "building-store", "bulb", "bus", "cake", "calendar", "calendar-event", "camera", "car",
    "certificate", "charging-pile", "chart-dots", "clipboard-list", "clock", "coffee", "coin-euro", "confetti",
    "cloud", "database", "desk", "device-desktop", "device-laptop", "device-mobile", "device-tablet", "device-tv",
    "door", "ear", "elevator", "eye", "file-text", "first-aid-kit", "flame", "folder", "forklift", "friends",
    "gift", "headphones", "headset", "heart-handshake", "home", "id", "id-badge-2", "key", "keyboard", "lamp",
    "leaf", "license", "lock", "lock-password", "mail", "map-pin", "medal", "messages", "microphone",
    "microscope", "mood-smile", "mouse", "network", "package", "paint", "parking", "phone", "plant-2", "plug",
    "presentation", "printer", "receipt-euro", "recycle", "road", "route", "ruler-measure", "scale", "school",
    "server", "shield", "shield-lock", "shirt", "shopping-cart", "smoking-no", "snowflake", "soup", "speakerphone",
    "stairs", "stethoscope", "sun-high", "table", "tag", "temperature", "thumb-up", "tool", "tools",
    "tools-kitchen-2", "trash", "tree", "truck", "truck-loading", "umbrella", "user", "user-plus", "users",
    "users-group", "video", "wall", "wash", "wheelchair", "wifi", "window", "world",
)  # fmt: skip


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """The names in the built sprite; empty before the first build."""
    if not BUILT_NAMES.exists():
        return frozenset()
    return frozenset(json.loads(BUILT_NAMES.read_text(encoding="utf-8")))
