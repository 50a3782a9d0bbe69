"""The compose file and the Dockerfile, checked without an engine to run them."""

import json
import re
from importlib.resources import files as resources
from typing import Any

import jsonschema
import pytest
import yaml

from tests.house.tree import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_compose_file_fits_the_specification() -> None:
    """The schema that the makers of compose publish."""
    schema = resources("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    jsonschema.validate(COMPOSE, json.loads(schema.read_text()))


def test_all_parts_are_there() -> None:
    """What a server needs."""
    assert {"web", "worker", "postgres", "elasticsearch", "valkey", "mailpit"} <= SERVICES.keys()
    assert SERVICES["postgres"]["image"] == "postgres:16"
    assert SERVICES["elasticsearch"]["image"].startswith("elasticsearch:8.19.")


@pytest.mark.parametrize("name", SERVICES)
def test_service(name: str) -> None:
    """Pinned images, ports on this machine only, no special powers, and nothing that does not exist is leaned
    on.
    """
    service = SERVICES[name]
    assert re.search(r":v?\d", service["image"]) or service.get("build"), "the image has no version"
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), "open to the network"
    assert not {"privileged", "cap_add", "network_mode", "pid"} & service.keys()
    for other, condition in service.get("depends_on", {}).items():
        assert other in SERVICES
        if condition["condition"] == "service_healthy":
            assert "healthcheck" in SERVICES[other], f"{other} cannot say that it is healthy"
    for volume in service.get("volumes", []):
        assert volume.split(":")[0] in COMPOSE["volumes"]


def test_variables_of_the_compose_file_are_explained() -> None:
    """Each `${NAME}` has its line in .env.example."""
    used = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    explained = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert used <= explained


def test_dockerfile() -> None:
    """Locked packages, not as the administrator, static files made at build time, the Python we test with."""
    stages = DOCKERFILE.split("\nFROM ")
    assert len(stages) == 3
    assert all(stage.startswith("python:3.13-slim AS ") for stage in stages[1:])
    assert "--require-hashes -r requirements.txt" in stages[1]
    assert "pip install" not in stages[2]
    assert "collectstatic" in stages[2].split("\nUSER kring\n")[0]
    assert "gunicorn" in stages[2].split("\nUSER kring\n")[1]
