"""Homes with large archives. HOMES=FOLDER keeps them and uses them again; without, they are thrown away."""
import contextlib
import os
import shutil
import subprocess
import tempfile

from tools import COURANT, TOOLS


@contextlib.contextmanager
def folder():
    with tempfile.TemporaryDirectory(prefix="courant-archive-") as thrown_away:
        yield os.environ.get("HOMES") or thrown_away


def archive(*words):
    """What a step of the program `archive` printed."""
    return subprocess.run([TOOLS + "/archive", *map(str, words)], check=True, stdout=subprocess.PIPE, text=True).stdout


def make(homes, size):
    """(a home with so many articles, its database, what the indexing printed: nothing where it was there already)."""
    home = os.path.join(homes, str(size))
    database, told = os.path.join(home, "data", "courant.db"), ""
    if not os.path.exists(database):
        os.makedirs(os.path.dirname(database), exist_ok=True)
        archive("make", database + ".new", size)
        told = archive("index", database + ".new")
        os.rename(database + ".new", database)
    subprocess.run([COURANT, "--home", home, "rules"], check=True, stdout=subprocess.DEVNULL)
    return home, database, told


def copy(homes, size, home):
    """One that may be changed."""
    shutil.copytree(make(homes, size)[0], home)
    return home
