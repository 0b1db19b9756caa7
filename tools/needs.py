"""What the system must have before Qt can draw Chinese, and how to get it.

Only Linux leaves these to the system. The libraries are those that Qt's own files name
(`objdump -p`, PySide6-Essentials 6.11.3); what they name in turn comes along.
"""

from __future__ import annotations

import importlib.util
import locale
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

LINUX = sys.platform.startswith("linux")

BASE = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
CHINESE_FONT = "fonts-noto-cjk"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts")
FONT_NAMES = ("cjk", "notosanssc", "sourcehan", "wqy", "droidsansfallback", "simsun")


@dataclass(frozen=True)
class Need:
    """Something missing.

    Attributes:
        name: what it is called where it is looked for.
        package: the Debian package that brings it.
        capability: what Fedora's package manager finds it by.
    """

    name: str
    package: str
    capability: str


def say(chinese: str, english: str) -> None:
    """Print a sentence in the system's language."""
    named = (os.environ.get(k) for k in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next(filter(None, named), None) or locale.getlocale()[0] or ""
    print(chinese if system.lower().startswith(("zh", "chinese")) else english)


def base_needs() -> list[Need]:
    """Return what is missing for any of Qt, and for making an environment."""
    missing = _missing_libraries(BASE)
    if LINUX and not _has_chinese_font():
        font = "google-noto-sans-cjk-fonts"
        missing.append(Need("中文字体 (a Chinese font)", CHINESE_FONT, font))
    if importlib.util.find_spec("ensurepip") is None:
        version = "{}.{}".format(*sys.version_info[:2])
        missing.append(Need("python3 -m venv", f"python{version}-venv", "python3"))
    return missing


def screen_needs() -> list[Need]:
    """Return what is missing for a window on this display."""
    missing = _missing_libraries(WAYLAND) if os.environ.get("WAYLAND_DISPLAY") else []
    return missing + (_missing_libraries(X11) if os.environ.get("DISPLAY") else [])


def build_needs() -> list[Need]:
    """Return what is missing for packing the application into a folder."""
    if LINUX and not shutil.which("objdump"):
        return [Need("objdump", "binutils", "binutils")]
    return []


def provide(missing: list[Need]) -> None:
    """Install what is missing where that is possible; otherwise name it and stop."""
    if not missing:
        return
    names = "、".join(need.name for need in missing), ", ".join(n.name for n in missing)
    say(f"系统缺少：{names[0]}", f"Missing on this system: {names[1]}")
    packages = sorted({need.package for need in missing})
    if _debian() and os.geteuid() == 0:
        say(f"正在安装：{' '.join(packages)}", f"Installing: {' '.join(packages)}")
        _apt("update")
        _apt("install", "--yes", "--no-install-recommends", *packages)
        return
    command = _command(missing, packages)
    say(
        f"请先安装，再重试：\n    {command}",
        f"Install it and try again:\n    {command}",
    )
    sys.exit(1)


def _command(missing: list[Need], packages: list[str]) -> str:
    if not _debian() and shutil.which("dnf"):
        return "sudo dnf install " + " ".join(f"'{n.capability}'" for n in missing)
    return "sudo apt-get install --no-install-recommends " + " ".join(packages)


def _debian() -> bool:
    return LINUX and shutil.which("apt-get") is not None


def _apt(*arguments: str) -> None:
    silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "--quiet", *arguments]
    # Its errors go elsewhere and stay visible.
    subprocess.run(command, check=True, env=silent, stdout=subprocess.DEVNULL)


def _missing_libraries(wanted: dict[str, str]) -> list[Need]:
    if not LINUX:
        return []
    # In a process of its own: a library once looked for in vain stays unfound here.
    probe = (
        "import ctypes, sys\n"
        "for name in sys.argv[1:]:\n"
        "    try: ctypes.CDLL(name)\n"
        "    except OSError: print(name)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", probe, *wanted],
        capture_output=True,
        check=True,
        text=True,
    )
    return [Need(n, wanted[n], f"{n}()(64bit)") for n in told.stdout.split()]


def _has_chinese_font() -> bool:
    lister = shutil.which("fc-list")
    if lister:
        told = subprocess.run(
            [lister, ":lang=zh-cn", "family"], capture_output=True, check=False
        )
        return bool(told.stdout.strip())
    files = (
        file.name.lower().replace("-", "")
        for folder in FONT_FOLDERS
        for file in Path(folder).expanduser().rglob("*.[to]t[fc]")
    )
    return any(name in file for file in files for name in FONT_NAMES)
