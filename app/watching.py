"""Which files in a folder are new or changed, and whole."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


class Watcher:
    """Remembers what it saw; a file is given once it looked the same twice, and again when it changed."""

    def __init__(self, folder: Path, project: Path | None = None) -> None:
        """`project`, the folder that results go to, is not watched where it lies inside."""
        self.folder, self.project = folder, project.resolve() if project else None
        self.seen: dict[Path, tuple[int, int]] = {}
        self.given: dict[Path, tuple[int, int]] = {}

    def look(self) -> list[Path]:
        """Return the files that are new or changed since they were last given, and have stopped growing, by name."""
        now = {}
        for p in sorted(self.folder.rglob("*")):
            with suppress(OSError):  # it may be gone by now
                ours = self.project is not None and p.parent.resolve().is_relative_to(self.project)
                if p.is_file() and not p.name.startswith(".") and not ours:
                    s = p.stat()
                    now[p] = (s.st_mtime_ns, s.st_size)
        ready = [p for p, s in now.items() if self.seen.get(p) == s and self.given.get(p) != s]
        self.seen = now
        for p in ready:
            self.given[p] = now[p]
        return ready

    def again(self, path: Path) -> None:
        """Give a file once more at the next look: it was read but could not be kept."""
        self.given.pop(path, None)
