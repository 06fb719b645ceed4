/** The files a person has chosen to have checked, by name, held in memory within the limits. */
import { pageProblem } from "./problems.js";
import { MOST_BYTES, MOST_FILES, readFile } from "./reading.js";

export class ChosenFiles {
  #files = new Map();

  /** @returns {number} */
  get count() {
    return this.#files.size;
  }

  /** @returns {string[]} their names, with folders where they came with them */
  get names() {
    return [...this.#files.keys()];
  }

  /** @returns {{name: string, content: ArrayBuffer}[]} */
  get files() {
    return [...this.#files.values()];
  }

  /**
   * Read and keep files; a later one takes the place of one with the same name. What is read is kept
   * as it was then: a browser does not read a file again that has changed since.
   * @param {{name: string, file: File}[]} given
   * @returns {Promise<{replaced: number, problems: object[]}>} what could not be taken, and why
   */
  async add(given) {
    const problems = [];
    let replaced = 0;
    for (const { name, file } of given) {
      if (!this.#hasRoomFor(name, file)) {
        problems.push(pageProblem(name, "files.over-limit"));
        break;
      }
      const read = await readFile(file, name);
      if (read.problems) problems.push(...read.problems);
      else {
        replaced += Number(this.#files.has(name));
        this.#files.set(name, read);
      }
    }
    return { replaced, problems };
  }

  /** @param {string} name */
  remove(name) {
    this.#files.delete(name);
  }

  clear() {
    this.#files.clear();
  }

  #hasRoomFor(name, file) {
    const others = this.files.filter((held) => held.name !== name);
    const bytes = others.reduce((sum, { content }) => sum + content.byteLength, 0);
    return others.length < MOST_FILES && bytes + file.size <= MOST_BYTES;
  }
}
