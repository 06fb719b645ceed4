/**
 * What the page is made of, under which licence, and where its source is. Names, versions and texts come from the
 * packages; `linked.json` adds what is linked into Pyodide, and no lock shows.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PURL = { npm: "pkg:npm", python: "pkg:pypi", linked: "pkg:generic" };

/**
 * @typedef {{name: string, version: string|null, licence: string, source: string, purl: string}} Part
 * @typedef {Part & {text: string, parts: Part[]}} Notice with the text of the licence, and what is linked in
 */

/**
 * Returns a notice for plancheck and for each part of the page.
 *
 * @param {string} source the repository
 * @param {string} installed the folder of the locked parts
 * @param {Record<string, string>} versions what the Python in the page says of itself and of what is linked into it
 * @returns {Notice[]}
 */
export function notices(source, installed, versions) {
  const packages = join(installed, "packages");
  const wheels = readdirSync(packages).filter((name) => name.endsWith(".dist-info")).sort();
  const linked = linkedParts(join(source, "page", "build", "linked.json"), versions);
  return [
    plancheck(source),
    pyodide(join(installed, "node_modules"), linked("Pyodide")),
    cpython(packages, versions.cpython, linked("CPython")),
    ...wheels.map((name) => wheel(join(packages, name))),
  ];
}

function plancheck(source) {
  const [, version] = /^__version__ = "(.+)"$/m.exec(text(source, "plancheck", "__init__.py"));
  return {
    ...part(PURL.python, "plancheck", version, "Apache-2.0", `plancheck-${version}.tar.gz`),
    text: text(source, "LICENSE"),
    parts: [],
  };
}

/** Its package has no text of its licence; axe-core, which only tests use, is under the same one and has it. */
function pyodide(modules, parts) {
  const { version, license, repository } = JSON.parse(text(modules, "pyodide", "package.json"));
  const source = `${repository.url.replace(/^git\+|\.git$/g, "")}/tree/${version}`;
  return {
    ...part(PURL.npm, "Pyodide", version, license, source),
    text: text(modules, "axe-core", "LICENSE"),
    parts,
  };
}

/** The text is Python's own: typing-extensions, which came out of it, has it whole. */
function cpython(packages, version, parts) {
  const [shared] = readdirSync(packages).filter((name) => /^typing_extensions-.*\.dist-info$/.test(name));
  const source = `https://github.com/python/cpython/tree/v${version}`;
  return {
    ...part(PURL.linked, "CPython", version, "Python-2.0.1", source),
    text: licence(join(packages, shared)),
    parts,
  };
}

/** Returns the notice of an installed wheel; what is compiled into it stands in its own list of parts. */
function wheel(folder) {
  const metadata = text(folder, "METADATA");
  const field = (start) => new RegExp(`^${start} (.+)$`, "m").exec(metadata)?.[1];
  const source = field("Project-URL: (?:Source|Source Code|Repository),");
  return {
    ...part(PURL.python, field("Name:"), field("Version:"), field("License(?:-Expression)?:"), source),
    text: licence(folder),
    parts: crates(folder),
  };
}

function crates(folder) {
  if (!readdirSync(folder).includes("sboms")) return [];
  const [list] = readdirSync(join(folder, "sboms"));
  return JSON.parse(text(folder, "sboms", list)).components.map((crate) => ({
    name: crate.name,
    version: crate.version,
    licence: crate.licenses[0].expression,
    source: crate.externalReferences.find(({ type }) => type === "vcs").url,
    purl: crate.purl,
  }));
}

/** Returns what is linked into a part, once its versions are those that Python tells. */
function linkedParts(file, versions) {
  const all = JSON.parse(text(file));
  for (const { name, version } of all) {
    if (name in versions && versions[name] !== version) {
      throw new Error(`linked.json has ${name} ${version}, in the page is ${versions[name]}`);
    }
  }
  return (holder) =>
    all
      .filter(({ within }) => within === holder)
      .map(({ name, version, licence, source }) => part(PURL.linked, name, version, licence, source));
}

function part(kind, name, version, licence, source) {
  if (!name || !licence || !source) throw new Error(`no name, licence or source: ${name}`);
  const purl = `${kind}/${name.toLowerCase().replaceAll("_", "-")}${version ? `@${version}` : ""}`;
  return { name, version, licence, source, purl };
}

function licence(folder) {
  return readdirSync(join(folder, "licenses")).map((name) => text(folder, "licenses", name)).join("\n");
}

function text(...path) {
  return readFileSync(join(...path), "utf8");
}
