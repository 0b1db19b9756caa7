r"""Is this folder on a network drive, or copied about by a synchronising program?

A vault's database is for one computer and one disk. Over a network the locks that
keep two from writing at once may not hold; a program that synchronises copies the
database and its log at different moments, and sets one computer's file over another's.

| | network drive | synchronised folder |
| --- | --- | --- |
| Linux | type in `/proc/self/mountinfo` | names and marks up the path, and type |
| Windows | `GetDriveType`, `\\server\share` | names and marks up the path |
| macOS | type of the mount | names and marks up the path |

Windows and macOS could not be tried where this was written. What is not recognised is
not warned of: this is a help, no proof.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum, auto
from pathlib import Path, PurePath


class Hazard(StrEnum):
    """Why a folder is no place for a vault."""

    NETWORK = auto()
    SYNCED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWarning:
    """A folder that is no place for a vault.

    Attributes:
        hazard: why.
        by: the program or kind of drive, as people call it.
    """

    hazard: Hazard
    by: str


_NETWORK_TYPES = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav"),
        *("davfs", "davfs2", "ncpfs", "afs", "coda", "ceph", "lustre", "gfs2", "ocfs2"),
        # Folders that a virtual machine shares with its host.
        *("9p", "virtiofs", "vboxsf", "vmhgfs", "prl_fs", "drvfs"),
    }
)
_FUSE_NETWORK = re.compile(
    "sshfs|smb|cifs|nfs|davfs|webdav|gvfsd|kio|ftp|s3fs|glusterfs|ceph|vmhgfs"
)
_FUSE_SYNCED = {
    "rclone": "rclone",
    "google-drive": "Google Drive",
    "onedriver": "OneDrive",
    "pcloud": "pCloud",
    "mailru": "Mail.ru",
}

# What a folder is called on the way to the vault. Programs add the account's name
# ("OneDrive - Contoso", "Dropbox (Personal)") or a number.
_NAMES = tuple(
    (re.compile(pattern), by)
    for by, pattern in {
        "OneDrive": "onedrive( ?- ?.+)?",
        "Dropbox": r"dropbox( ?\(.+\))?",
        "iCloud Drive": "icloud ?drive|icloud~.+|com~apple~clouddocs",
        "Google Drive": "google ?drive(-.+)?|drivefs|my drive|我的云端硬盘",
        "Nextcloud": "(nextcloud|owncloud)[0-9]*",
        "坚果云 Nutstore": "(我的)?坚果云|nutstore( ?files)?|nutstore-.+",
        "百度网盘 Baidu Netdisk": "百度网盘(同步空间)?|baidu(syncdisk|netdisk.*)",
        "腾讯微云 Weiyun": "(腾讯)?微云(同步助手)?|weiyun( ?disk| ?sync)?",
        "阿里云盘 Aliyun Drive": "阿里云盘(同步)?|adrive|aliyundrive|alipan",
        "WPS 云盘 WPS Cloud": "wps ?云盘|wps ?cloud ?files|wpsdrive",
        "夸克网盘 Quark Drive": "夸克网盘|quark ?cloud ?drive",
        "天翼云盘 eCloud": "天翼云盘(同步盘)?|ecloud",
        "Synology Drive": "synology ?drive",
        "pCloud": "pcloud ?(drive|sync)",
        "MEGA": "megasync( downloads)?",
        "Box": "box sync|box-box",
        "Seafile": r"seafile|seadrive(_root)?",
        # Where macOS puts what every such program brings.
        "CloudStorage": "cloudstorage",
    }.items()
)
# What programs put into the folders they synchronise: files, and folders. Dropbox and
# others keep a folder of such a name in the home folder too, which means nothing.
_MARKED_BY_FILE = (
    (".dropbox", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "Nextcloud"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
)
_MARKED_BY_FOLDER = (
    (".stfolder", "Syncthing"),
    (".dropbox.cache", "Dropbox"),
    (".seafile-data", "Seafile"),
    (".SynologyWorkingDirectory", "Synology Drive"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
)
_SYNC_DATABASE = re.compile(r"\._?sync_[0-9a-f]+\.db")
_OCTAL = re.compile(r"\\([0-7]{3})")
_REMOTE_DRIVE = 4

Mount = tuple[PurePath, str]
"""Where something is mounted, and its type."""


def look_at(
    place: Path, mounts: Callable[[], Iterable[Mount]] | None = None
) -> PlaceWarning | None:
    """Return why a vault should not lie in this folder, or None.

    Args:
        place: the vault's folder, there or not.
        mounts: what is mounted where; of this computer by default.
    """
    with suppress(OSError, RuntimeError):  # a loop of links, a drive that is gone
        place = place.resolve()
    return (
        _mounted(place, (mounts or system_mounts)())
        or _synced_by_name(place)
        or _synced_by_mark(place)
        or (_windows_drive(place) if sys.platform == "win32" else None)
    )


def linux_mounts(mountinfo: str) -> list[Mount]:
    """Return the mounts of `/proc/self/mountinfo`; lines of another form are passed."""
    found: list[Mount] = []
    for line in mountinfo.splitlines():
        before, dash, after = line.partition(" - ")
        fields, kinds = before.split(" "), after.split(" ")
        if dash and len(fields) > _MOUNT_POINT:
            found.append((PurePath(_plain(fields[_MOUNT_POINT])), kinds[0]))
    return found


_MOUNT_POINT = 4


def macos_mounts(listing: str) -> list[Mount]:
    """Return the mounts that `mount` lists: `//x@host/y on /Volumes/y (smbfs, …)`."""
    lines = re.finditer(r"^.* on (/.*) \(([a-z0-9]+)", listing, re.MULTILINE)
    return [(PurePath(line[1]), line[2]) for line in lines]


def system_mounts() -> Iterable[Mount]:
    """Return what is mounted on this computer, where it tells."""
    with suppress(OSError, UnicodeDecodeError, subprocess.SubprocessError):
        if sys.platform == "linux":
            return linux_mounts(Path("/proc/self/mountinfo").read_text("utf-8"))
        if sys.platform == "darwin":
            asked = subprocess.run(
                ["/sbin/mount"], capture_output=True, timeout=2, check=True
            )
            return macos_mounts(asked.stdout.decode())
    return ()


def _plain(text: str) -> str:
    # Blanks and the like are octal there; the bytes together are UTF-8.
    raw = _OCTAL.sub(lambda code: chr(int(code[1], 8)), text)
    with suppress(UnicodeError):
        return raw.encode("latin-1").decode("utf-8")
    return raw


def _mounted(place: Path, mounts: Iterable[Mount]) -> PlaceWarning | None:
    # The last of the deepest: a later mount hides an earlier one at the same place.
    over = [mount for mount in mounts if place.is_relative_to(mount[0])]
    if not over:
        return None
    deepest = max(len(point.parts) for point, _ in over)
    kind = [kind for point, kind in over if len(point.parts) == deepest][-1].lower()
    if kind in _NETWORK_TYPES:
        return PlaceWarning(hazard=Hazard.NETWORK, by=kind)
    if not kind.startswith("fuse"):
        return None
    program = kind.partition(".")[2]
    for name, by in _FUSE_SYNCED.items():
        if name in program:
            return PlaceWarning(hazard=Hazard.SYNCED, by=by)
    if _FUSE_NETWORK.search(program):
        return PlaceWarning(hazard=Hazard.NETWORK, by=program)
    return None


def _synced_by_name(place: Path) -> PlaceWarning | None:
    # The vault's own name is the community's, whatever it is called.
    for folder in place.parents:
        name = folder.name.casefold()
        for pattern, by in _NAMES:
            if pattern.fullmatch(name):
                return PlaceWarning(hazard=Hazard.SYNCED, by=by)
    return None


def _synced_by_mark(place: Path) -> PlaceWarning | None:
    for folder in (place, *place.parents):
        with suppress(OSError):
            by = _mark_in(folder)
            if by:
                return PlaceWarning(hazard=Hazard.SYNCED, by=by)
    return None


def _mark_in(folder: Path) -> str:
    for name, by in _MARKED_BY_FILE:
        if (folder / name).is_file():
            return by
    for name, by in _MARKED_BY_FOLDER:
        # Syncthing lets its mark be a file as well.
        if (folder / name).is_dir() or (by == "Syncthing" and (folder / name).exists()):
            return by
    found = any(_SYNC_DATABASE.fullmatch(f.name) for f in folder.glob(".*sync_*"))
    return "Nextcloud" if found else ""


if sys.platform == "win32":
    import ctypes

    def _windows_drive(place: Path) -> PlaceWarning | None:
        remote = (
            place.drive.startswith("\\\\")
            or ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == _REMOTE_DRIVE
        )
        return PlaceWarning(hazard=Hazard.NETWORK, by=place.drive) if remote else None

else:

    def _windows_drive(place: Path) -> PlaceWarning | None:
        del place
