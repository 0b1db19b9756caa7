"""Network drives and synchronised folders are recognised; ordinary ones are not."""

import sys
from pathlib import Path

import pytest

from app.vault import place as places
from app.vault.place import Hazard, PlaceWarning, linux_mounts, look_at, macos_mounts

MOUNTINFO = r"""
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
23 22 0:21 / /proc rw,nosuid - proc proc rw
30 22 0:40 / /mnt/office rw,relatime shared:9 - nfs4 nas:/office rw,vers=4.2
31 22 0:41 / /mnt/共享\040盘 rw - cifs //nas/share rw
32 22 0:42 / /media/host rw master:2 - 9p host rw,trans=virtio
33 22 0:43 / /far/remote rw - fuse.sshfs me@host:/ rw
34 22 0:44 / /far/drive rw - fuse.rclone drive: rw
35 22 0:45 / /far/plain rw - fuse.veracrypt /dev/x rw
36 22 0:46 / /mnt/office/local rw - ext4 /dev/sdb1 rw
37 22 0:47 / /twice rw - nfs nas:/a rw
38 37 0:48 / /twice rw - xfs /dev/sdc1 rw
39 22 0:49 / /usb rw - fuseblk /dev/sdd1 rw
a line of another form
"""

LISTING = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//me@nas/share on /Volumes/share (smbfs, nodev, nosuid, mounted by me)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
"""


def look(path: str, mountinfo: str = MOUNTINFO) -> PlaceWarning | None:
    return look_at(Path(path), lambda: linux_mounts(mountinfo))


@pytest.mark.skipif(sys.platform == "win32", reason="paths of another form")
@pytest.mark.parametrize(
    ("path", "hazard", "by"),
    [
        ("/mnt/office/a.gongdao", Hazard.NETWORK, "nfs4"),
        ("/mnt/共享 盘/社群/a.gongdao", Hazard.NETWORK, "cifs"),
        ("/media/host/a.gongdao", Hazard.NETWORK, "9p"),
        ("/far/remote/a.gongdao", Hazard.NETWORK, "sshfs"),
        ("/far/drive/a.gongdao", Hazard.SYNCED, "rclone"),
    ],
)
def test_a_mount_tells(path: str, hazard: Hazard, by: str):
    assert look(path) == PlaceWarning(hazard=hazard, by=by)


@pytest.mark.skipif(sys.platform == "win32", reason="paths of another form")
@pytest.mark.parametrize(
    "path",
    [
        "/data/me/Documents/a.gongdao",
        "/mnt/office/local/a.gongdao",
        "/mnt/officeother/a.gongdao",
        "/twice/a.gongdao",
        "/far/plain/a.gongdao",
        "/usb/a.gongdao",
    ],
)
def test_a_disk_of_this_computer_is_right(path: str):
    assert look(path) is None


def test_what_macos_lists_is_read():
    mounts = macos_mounts(LISTING)
    assert [kind for _, kind in mounts] == ["apfs", "apfs", "smbfs", "autofs"]
    found = look_at(Path("/Volumes/share/a.gongdao"), lambda: mounts)
    if sys.platform != "win32":
        assert found == PlaceWarning(hazard=Hazard.NETWORK, by="smbfs")


@pytest.mark.parametrize(
    ("folder", "by"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - 雨林读书会", "OneDrive"),
        ("OneDrive-Personal", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Team)", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("iCloudDrive", "iCloud Drive"),
        ("Google Drive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-a@b.c/My Drive", "Google Drive"),
        ("Library/CloudStorage/Unknown-1", "CloudStorage"),
        ("Nextcloud2", "Nextcloud"),
        ("我的坚果云", "坚果云 Nutstore"),
        ("Nutstore Files", "坚果云 Nutstore"),
        ("百度网盘同步空间", "百度网盘 Baidu Netdisk"),
        ("BaiduSyncdisk", "百度网盘 Baidu Netdisk"),
        ("腾讯微云", "腾讯微云 Weiyun"),
        ("阿里云盘", "阿里云盘 Aliyun Drive"),
    ],
)
def test_a_folder_s_name_tells(tmp_path: Path, folder: str, by: str):
    place = tmp_path / folder / "资料" / "a.gongdao"
    found = look_at(place, lambda: ())
    assert found == PlaceWarning(hazard=Hazard.SYNCED, by=by)


@pytest.mark.parametrize(
    "folder", ["My OneDrive notes", "Dropboxes", "box", "mega", "云盘备忘", "Drive"]
)
def test_an_ordinary_name_is_right(tmp_path: Path, folder: str):
    assert look_at(tmp_path / folder / "a.gongdao", lambda: ()) is None


def test_the_vault_s_own_name_tells_nothing(tmp_path: Path):
    assert look_at(tmp_path / "Dropbox", lambda: ()) is None


@pytest.mark.parametrize(
    ("mark", "is_folder", "by"),
    [
        (".stfolder", True, "Syncthing"),
        (".stfolder", False, "Syncthing"),
        (".dropbox", False, "Dropbox"),
        (".dropbox.cache", True, "Dropbox"),
        ("._sync_0a1b2c3d4e5f.db", False, "Nextcloud"),
        (".sync_0a1b2c3d4e5f.db", False, "Nextcloud"),
    ],
)
def test_what_a_program_left_up_the_path_tells(
    tmp_path: Path, mark: str, is_folder: bool, by: str
):
    root = tmp_path / "shared"
    place = root / "a" / "b.gongdao"
    place.mkdir(parents=True)
    if is_folder:
        (root / mark).mkdir()
    else:
        (root / mark).write_bytes(b"")
    assert look_at(place, lambda: ()) == PlaceWarning(hazard=Hazard.SYNCED, by=by)
    assert look_at(tmp_path / "beside.gongdao", lambda: ()) is None


def test_a_program_s_settings_in_the_home_folder_tell_nothing(tmp_path: Path):
    """Dropbox keeps a folder `.dropbox` in the home folder, whatever it copies."""
    (tmp_path / ".dropbox").mkdir()
    assert look_at(tmp_path / "Documents" / "a.gongdao", lambda: ()) is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_into_a_synchronised_folder_is_followed(tmp_path: Path):
    real = tmp_path / "Dropbox" / "a.gongdao"
    real.mkdir(parents=True)
    link = tmp_path / "a.gongdao"
    link.symlink_to(real)
    found = look_at(link, lambda: ())
    assert found is not None
    assert found.by == "Dropbox"


def test_this_computer_tells_what_is_mounted():
    if sys.platform == "linux":
        assert any(kind for _, kind in places.system_mounts())
    assert look_at(Path.home() / "a.gongdao", lambda: ()) is None
