"""Every plugin of ours: its apps are guarded, and it brings nothing that could not be."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

ROOT = Path(__file__).parents[2]
UNGUARDABLE = ("fastapi_root_middlewares", "flask_blueprints", "appbuilder_views", "react_apps")

pytestmark = pytest.mark.airflow


def plugins(folder: Path = ROOT / "plugins") -> list[Any]:
    """Return an instance of every plugin in a folder, made as Airflow makes it."""
    from airflow.plugins_manager import AirflowPlugin

    return [
        found()
        for file in sorted(folder.rglob("*.py"))
        for found in vars(loaded(file)).values()
        if isinstance(found, type) and issubclass(found, AirflowPlugin)
        if found is not AirflowPlugin
    ]


def loaded(file: Path) -> object:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unguarded(found: list[Any]) -> Iterator[str]:
    """Yield what stands open in plugins."""
    from concord.orchestration.web.guarded_app import unguarded_routes

    for plugin in found:
        yield from (f"{plugin.name} has {name}" for name in UNGUARDABLE if getattr(plugin, name))
        for entry in plugin.fastapi_apps:
            yield from unguarded_routes(entry["app"])


def test_every_app_of_every_plugin_is_guarded() -> None:
    assert [plugin.name for plugin in plugins() if plugin.fastapi_apps] == ["concord_outbox"]
    assert list(unguarded(plugins())) == []


PLAIN = """
from airflow.plugins_manager import AirflowPlugin
from fastapi import FastAPI
{imports}
app = {app}

{routes}

class Careless(AirflowPlugin):
    name = "careless"
    fastapi_apps = [{{"app": app, "url_prefix": "/careless", "name": "Careless"}}]
    {more}
"""
GUARD = "from concord.orchestration.web.guarded_app import GuardedApp"


@pytest.mark.parametrize(
    "parts",
    [
        {"app": "FastAPI()"},
        {"app": "GuardedApp('x')", "routes": "@app.get('/')\ndef f(): ..."},
        {"app": "GuardedApp('x')", "routes": "@app.put('/')\ndef f(): ..."},
        {"app": "GuardedApp('x')", "routes": "@app.post('/')\ndef f(): ..."},
        {"app": "GuardedApp('x')", "routes": "app.router.mount('/a', FastAPI())"},
        {"app": "GuardedApp('x')", "more": "fastapi_root_middlewares = [{}]"},
        {"app": "GuardedApp('x')", "more": "flask_blueprints = [1]"},
    ],
    ids=str,
)
def test_the_rule_sees_an_app_that_stands_open(parts: dict[str, str], tmp_path: Path) -> None:
    text = PLAIN.format(**{"routes": "", "more": "", "imports": GUARD} | parts)
    tmp_path.joinpath("careless.py").write_text(text, "utf-8")
    assert list(unguarded(plugins(tmp_path)))


def test_a_guarded_app_takes_neither_apps_below_it_nor_sockets() -> None:
    from concord.orchestration.web.guarded_app import GuardedApp

    app = GuardedApp("x")
    with pytest.raises(TypeError):
        app.mount("/a", FastAPI())
    with pytest.raises(TypeError):
        app.websocket("/a")


def test_without_the_guard_there_is_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("concord.orchestration.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "concord.orchestration.web.guarded_app", None)
    assert [plugin.fastapi_apps for plugin in plugins()] == [[]]


def test_a_task_that_loads_the_plugin_does_not_load_the_page() -> None:
    import subprocess

    script = (
        "import sys, importlib.util as u\n"
        f"s = u.spec_from_file_location('p', {str(ROOT / 'plugins/concord_outbox.py')!r})\n"
        "m = u.module_from_spec(s); s.loader.exec_module(m); m.ConcordOutbox()\n"
        "assert not [n for n in sys.modules if n.startswith(('concord.', 'fastapi'))]\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
