#!/usr/bin/env python3
"""The manual and the shells' completion say what the program says of itself."""
import sys
sys.dont_write_bytecode = True
import os
import re
import shutil
import subprocess
from harness import PATIENCE, Home, Skip, check, equal, run, test

BUILD = os.environ.get("top_builddir") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../build")


def made(name):
    path = os.path.join(BUILD, "doc", name)
    if not os.path.exists(path):
        raise Skip(f"{name} is not built: there is no scdoc")
    return open(path, encoding="utf-8").read()


def commands():
    """Each command with its options, as --help names them."""
    with Home() as home:
        names = re.findall(r"(?m)^  ([a-z-]+) {2,}\S", home.ok("--help"))
        check(len(names) > 15, f"--help lists {names}")
        return {name: re.findall(r"(?m)^  --([a-z-]+)", home.ok(name, "--help")) for name in names}


def complete(*words):
    bash = shutil.which("bash")
    if not bash:
        raise Skip("there is no bash")
    script = f'source "{BUILD}/doc/courant.bash"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _courant; printf "%s\\n" "${{COMPREPLY[@]}}"'
    out = subprocess.run([bash, "-c", script, "bash", *words], capture_output=True, text=True, check=True, timeout=4 * PATIENCE)
    return out.stdout.split()


@test
def the_manual_has_every_command_and_option():
    page = made("courant.1.scd")
    for name, options in commands().items():
        start = page.find(f"*courant {name}*")
        check(start >= 0, f"courant {name} is not in the manual")
        part = page[start:page.find("*courant ", start + 1)]
        equal([o for o in options if f"*--{o}*" not in part], [])


@test
def the_help_fits_into_80_columns():
    with Home() as home:
        for words in ([], *([name] for name in commands())):
            equal([line for line in home.ok("help", *words).splitlines() if len(line) > 80], [])


@test
def the_manual_has_the_keys_of_the_interface():
    page = made("courant.1.scd")
    for line in ("*c*  *:comments*", "*Enter*  *:open*", "*j, ↓*  *:down*"):
        check(line in page, f"{line} is not in the manual")


@test
def the_manual_pages_are_pages():
    for name in ("courant.1", "courant-config.5", "courant-query.7"):
        page = made(name)
        check(page.count(".SH") >= 4, f"{name} has {page.count('.SH')} sections")
        equal(re.findall(r"(?m)^@.*@$", page), [])


@test
def bash_completes_commands():
    equal(complete("courant", "rel"), ["reload"])
    equal(complete("courant", "--home", "/tmp", "out"), ["outbox"])


@test
def bash_completes_the_options_of_each_command():
    for name, options in commands().items():
        equal(complete("courant", name, "--"), ["--help"] + ["--" + o for o in options])


@test
def zsh_and_fish_know_every_command_and_option():
    zsh, fish = made("_courant"), made("courant.fish")
    for name, options in commands().items():
        line = re.search(rf"(?m)^    {name}\) .*$", zsh)
        check(line is not None, f"zsh does not know {name}")
        equal([o for o in options if f"*--{o}[" not in line.group()], [])
        equal([o for o in options if f"from {name}' -l {o} " not in fish], [])


run()
