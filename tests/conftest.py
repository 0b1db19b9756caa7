"""What every test may count on: no window, no user's settings, plain English."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from app.words import Language, use_language

os.environ["QT_QPA_PLATFORM"] = "offscreen"

# A slow machine is no mistake of the product; benchmarks measure time.
settings.register_profile("gongdao", deadline=None, print_blob=True)
settings.load_profile("gongdao")

_HOMES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
}
_FONTS = (".fonts", ".local/share/fonts")


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the user's own settings, caches and folders out of reach."""
    folder = tmp_path_factory.mktemp("home")
    own = Path.home()
    with pytest.MonkeyPatch.context() as patch:
        for name, place in _HOMES.items():
            (folder / place).mkdir(parents=True, exist_ok=True)
            patch.setenv(name, str(folder / place))
        for fonts in _FONTS:  # a font the person installed is still a font
            if (own / fonts).is_dir():
                (folder / fonts).symlink_to(own / fonts, target_is_directory=True)
        yield folder


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English in a test unless it chooses otherwise; leave nothing behind."""
    use_language(Language.EN)
    yield
    use_language(Language.EN)
