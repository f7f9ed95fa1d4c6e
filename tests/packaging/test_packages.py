"""What is installed is what the folders hold, under the names that the project promises."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYERS = ("index", "search", "web")


@pytest.fixture(scope="module")
def project() -> dict:  # type: ignore[type-arg]
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def build(tmp_path_factory: pytest.TempPathFactory, **environment: str) -> Path:
    # From a copy, since what was built in the checkout before would be taken as it is.
    copy, target = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("wheel")
    for name in tracked(*LAYERS, "pyproject.toml", "README.md", "LICENSE", "MANIFEST.in"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(copy)]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory)


@pytest.fixture(scope="module")
def wheel_without_kernels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory, CC="/bin/false")


def tracked(*paths: str) -> list[str]:
    done = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", *paths], capture_output=True, text=True, check=True
    )
    assert done.stdout
    return done.stdout.splitlines()


def test_every_folder_with_code_is_a_listed_package(project: dict) -> None:  # type: ignore[type-arg]
    folders = {
        "fihris." + ".".join(path.parent.relative_to(ROOT).parts)
        for layer in LAYERS
        for path in (ROOT / layer).rglob("*.py")
    }
    assert set(project["tool"]["setuptools"]["packages"]) == folders


def test_the_wheel_holds_every_file_of_the_folders(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    sources = {f"fihris/{name}" for name in tracked(*LAYERS) if "/kernels/" in name}
    assert {f"fihris/{name}" for name in tracked(*LAYERS)} - sources <= held
    assert sources.isdisjoint(held)
    assert not {name for name in held if name.split("/")[0] in LAYERS}
    assert "fihris/__init__.py" not in held


def test_every_kernel_is_compiled_and_in_the_wheel(project: dict, wheel: Path) -> None:  # type: ignore[type-arg]
    held = zipfile.ZipFile(wheel).namelist()
    for extension in project["tool"]["setuptools"]["ext-modules"]:
        folder = ROOT / Path(extension["sources"][0]).parent
        assert {ROOT / source for source in extension["sources"]} == set(folder.glob("*.c"))
        assert set(folder.glob("*.h")) <= {ROOT / header for header in extension["depends"]}
        if importlib.util.find_spec(extension["name"]):  # there is a compiler
            assert any(fnmatch(name, extension["name"].replace(".", "?") + ".*[!i]") for name in held)


@pytest.mark.parametrize("compiled", [True, False])
def test_the_wheel_indexes_and_searches_where_the_checkout_is_not(
    compiled: bool, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    wheel = request.getfixturevalue("wheel" if compiled else "wheel_without_kernels")
    # The environment sees this one's dependencies, and of Fihris only the wheel.
    venv.create(tmp_path / "env", with_pip=False, system_site_packages=False)
    python = tmp_path / "env" / "bin" / "python"
    site = next((tmp_path / "env").glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
        assert compiled or not any(fnmatch(name, "*_kernels.*[!i]") for name in archive.namelist())
    dependencies = Path(pytest.__file__).parents[1]
    (site / "dependencies.pth").write_text(f"{dependencies}\n")
    script = (
        "import fihris.index.cli as cli, sys; assert 'env' in cli.__file__, cli.__file__;"
        "cli.main(sys.argv[1:], standalone_mode=False)"
    )

    def fihris(*words: str) -> str:
        return subprocess.run(
            [str(python), "-c", script, *words], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout

    assert "144" not in fihris("--version")
    assert "0 rejected" in fihris("reindex", str(ROOT / "seeds"), "--index", "news")
    assert "مياه" in fihris("search", "--index", "news", "مياه الشرب")
