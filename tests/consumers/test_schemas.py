"""The schemas in the hands of editors and of another validator."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from plancheck.analysis.listing import list_obligations
from plancheck.authoring.schema import Kind, schema_text
from plancheck.plan.loading import load_plan
from tests.conftest import ROOT
from tests.consumers.conftest import Ran

EXAMPLES = [
    (Kind.REPORT, file)
    for file in sorted((ROOT / "examples").glob("*.yaml"))
    if file.stem not in ("roster", "waivers", "broken")
] + [
    (Kind.ROSTER, ROOT / "examples/roster.yaml"),
    (Kind.WAIVERS, ROOT / "examples/waivers.yaml"),
    (Kind.PLAN, ROOT / "data/plan2014.yaml"),
]


def schema_file(kind: Kind) -> Path:
    return ROOT / "schema" / f"{kind}.schema.json"


def test_a_strict_validator_compiles_them(consumer: Callable[..., Ran]) -> None:
    """Strict mode refuses unknown keywords and whatever a schema says in vain."""
    code = (
        "const Ajv = require('ajv/dist/2020').default;\n"
        "for (const file of process.argv.slice(1)) {\n"
        # For editors; it is no keyword of the standard, and others pass it over.
        "  const ajv = new Ajv({strict: true, allowUnionTypes: true, strictRequired: false,\n"
        "    strictTypes: false, keywords: ['patternErrorMessage']});\n"
        "  const check = ajv.compile(require(file));\n"
        "  console.log(check([]), check(null));\n"
        "}\n"
    )
    ran = consumer("node", "--input-type=commonjs", "-e", code, *map(schema_file, Kind))
    refused = ["false", "false"] * len(Kind)
    assert (ran.returncode, ran.stdout.split()) == (0, refused), ran.stderr[:2000]


def test_they_are_schemas(consumer: Callable[..., Ran]) -> None:
    ran = consumer("check-jsonschema", "--check-metaschema", *map(schema_file, Kind))
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("kind", dict(EXAMPLES))
def test_examples_fit(kind: Kind, consumer: Callable[..., Ran]) -> None:
    files = [file for of_kind, file in EXAMPLES if of_kind is kind]
    ran = consumer("check-jsonschema", "--schemafile", schema_file(kind), *files)
    assert ran.returncode == 0, ran.stdout


# --- an editor -----------------------------------------------------------------------------------


class Editor:
    """Speaks to the language server as an editor does that has one YAML file open.

    The first line of the file names the schema, as that of ``plancheck init`` does.
    """

    def __init__(self, process: subprocess.Popen[bytes], schema: Path) -> None:
        self._process = process
        self._last = 0
        self._folder = schema.parent
        self._opened = 0
        self._first = f"# yaml-language-server: $schema={quote(schema.name)}\n"
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": CAPABLE})
        self._tell("initialized", {})
        wanted = {"completion": True, "hover": True, "validate": True}
        settings = {"yaml": {**wanted, "schemaStore": {"enable": False}}}
        self._tell("workspace/didChangeConfiguration", {"settings": settings})

    def _open(self, text: str) -> dict[str, str]:
        """Open a new file beside the schema and return what names it."""
        self._opened += 1
        named = {"uri": (self._folder / f"report{self._opened}.yaml").as_uri()}
        opened = {**named, "languageId": "yaml", "version": 1, "text": self._first + text}
        self._tell("textDocument/didOpen", {"textDocument": opened})
        return named

    def offered(self, text: str) -> dict[str, str]:
        """Return what is offered at the sign ‸ of ``text``, each with its description."""
        items = self._at("textDocument/completion", text)
        listed = items["items"] if isinstance(items, dict) else items
        return {item["label"]: _text(item.get("documentation")) for item in listed}

    def hover(self, text: str) -> str:
        """Return what is shown at the sign ‸ of ``text``."""
        shown = self._at("textDocument/hover", text)
        return _text(shown and shown["contents"])

    def complaints(self, text: str) -> list[str]:
        """Return what is underlined in ``text``."""
        named = self._open(text)
        while True:
            message = self._hear()
            if message.get("method") == "textDocument/publishDiagnostics":
                told = message["params"]
                if told["uri"] == named["uri"]:
                    return [each["message"] for each in told["diagnostics"]]

    def _at(self, method: str, text: str) -> Any:
        before = text[: text.index("‸")]
        line = 1 + before.count("\n")
        place = {"line": line, "character": len(before) - before.rfind("\n") - 1}
        named = self._open(text.replace("‸", ""))
        return self._ask(method, {"textDocument": named, "position": place})

    def _ask(self, method: str, params: Any) -> Any:
        self._last += 1
        asked = self._last
        self._send({"id": asked, "method": method, "params": params})
        while True:
            message = self._hear()
            if message.get("id") == asked and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self._process.stdin.flush()

    def _hear(self) -> dict[str, Any]:
        """Return the next message of the server, whose own questions are answered."""
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(stream.read(length))
        if "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message


def _text(shown: Any) -> str:
    """Return a text of the protocol, which may be marked up."""
    return shown["value"] if isinstance(shown, dict) else shown or ""


CAPABLE = {
    "textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}}
}


@contextmanager
def editor(server: Path, schema: Path) -> Iterator[Editor]:
    with subprocess.Popen(
        [server, "--stdio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield Editor(process, schema)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def shanghai(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A schema for a province of tier 1: clause 15 asks 6 sessions of it."""
    file = tmp_path_factory.mktemp("schema") / "上海 1.schema.json"
    listing = list_obligations(load_plan(), subject="上海", tier="1")
    file.write_text(schema_text(Kind.REPORT, listing), "utf-8")
    return file


@pytest.fixture(scope="module")
def open_editor(installed: Path, shanghai: Path) -> Iterator[Editor]:
    with editor(installed / "node_modules/.bin/yaml-language-server", shanghai) as opened:
        yield opened


def test_chinese_keys_are_completed(open_editor: Editor) -> None:
    assert {"任务", "tasks", "省份", "类别", "截止日期"} <= set(open_editor.offered("‸\n"))
    names = open_editor.offered("任务:\n  ‸\n")
    assert {"15.training", "15.信息培训", "4.申请质量实施方案"} <= set(names)
    assert "≥6次" in names["15.信息培训"]
    assert "6 sessions" in names["15.training"]
    keys = open_editor.offered("任务:\n  15.信息培训:\n    ‸\n")
    assert {"培训次数", "日期", "台账", "佐证", "备注", "状态"} <= set(keys)
    assert "单位" not in keys


def test_chinese_words_are_completed(open_editor: Editor) -> None:
    expected = {"未启动", "进行中", "阶段性成果", "完成", "不承担"}
    assert expected <= set(open_editor.offered("任务:\n  4.申请质量实施方案: ‸\n"))
    assert expected <= set(open_editor.offered("任务:\n  4.申请质量实施方案:\n    状态: ‸\n"))
    provinces = set(open_editor.offered("省份: ‸\n"))
    assert {"上海", "新疆生产建设兵团"} <= provinces
    assert "沪" not in provinces, "accepted, not offered"
    assert "一类省份" in open_editor.offered("类别: ‸\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("任务:\n  15.信‸息培训:\n    培训次数: 6\n", "≥6次"),
        ("任务:\n  4.申请‸质量实施方案: 完成\n", "2014-12-31"),
        ("任务:\n  15.信息培训:\n    培训‸次数: 6\n", "培训次数"),
        ("类‸别: 一类\n", "所属类别"),
        ("tasks:\n  '‸7': 完成\n", "7.indicators"),
    ],
)
def test_what_is_pointed_at_is_explained(open_editor: Editor, text: str, shown: str) -> None:
    assert shown in open_editor.hover(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("任务:\n  15.信息培训:\n    培训次数: 约6\n", "请填一个确切的整数"),
        ("任务:\n  15.信息培训:\n    日期: 2014-02-29\n", "请填一个确切的日期"),
        ("任务:\n  4.申请质量实施方案: 差不多\n", "阶段性成果"),
        ("任务:\n  15.信息训练: 完成\n", "15.信息训练"),
        ("省份: 火星\n", "上海"),
        ("类别: 四类\n", "一类省份"),
    ],
)
def test_what_is_amiss_is_underlined(open_editor: Editor, text: str, told: str) -> None:
    (complaint,) = open_editor.complaints(text)
    assert told in complaint


@pytest.mark.parametrize("file", [f for k, f in EXAMPLES if k is Kind.REPORT], ids=lambda f: f.stem)
def test_nothing_is_amiss_with_an_example(open_editor: Editor, file: Path) -> None:
    assert open_editor.complaints(file.read_text("utf-8")) == []
