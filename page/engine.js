/** Asks the worker, and pairs its answers with the questions. */

/** What the worker answered instead of a value: the text of an error. */
export class EngineError extends Error {}

export class Engine {
  #worker;
  #waiting = new Map();
  #asked = 0;
  #isJudging = false;
  #newest = null;

  /**
   * @param {{postMessage: Function, addEventListener: Function}} worker answers `{id, op, args, files}`
   *   with `{id, value}` or `{id, error}`, after one `{ready, value}` or `{failed}`
   */
  constructor(worker) {
    this.#worker = worker;
    /** @type {Promise<object>} what `start` says of the plan that comes with the page */
    this.ready = new Promise((resolve, reject) => {
      worker.addEventListener("message", ({ data }) => {
        if (data.ready) resolve(data.value);
        else if (data.failed) reject(new EngineError(data.failed));
        else this.#settle(data);
      });
      worker.addEventListener("error", ({ message }) => {
        const error = new EngineError(message);
        reject(error);
        for (const asked of this.#waiting.values()) asked.reject(error);
        this.#waiting.clear();
      });
    });
  }

  /**
   * @param {string} op a method of the bridge
   * @param {object} [args] its arguments by name
   * @param {{name: string, content: ArrayBuffer}[]} [files] what the method finds in its folder
   * @returns {Promise<object>} its answer
   */
  ask(op, args = {}, files = []) {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, op, args, files });
    });
  }

  /**
   * Judge a report. While one is judged only the newest of those that wait is kept.
   * @param {{report: object}} args
   * @returns {Promise<object | undefined>} the answer; nothing where a newer report took its place
   */
  async judge(args) {
    if (this.#isJudging) {
      this.#newest?.resolve(undefined);
      return new Promise((resolve, reject) => {
        this.#newest = { args, resolve, reject };
      });
    }
    this.#isJudging = true;
    try {
      return await this.ask("judge", args);
    } finally {
      this.#isJudging = false;
      this.#judgeNewest();
    }
  }

  #judgeNewest() {
    const next = this.#newest;
    this.#newest = null;
    if (next) this.judge(next.args).then(next.resolve, next.reject);
  }

  #settle({ id, value, error }) {
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) resolve(value);
    else reject(new EngineError(error));
  }
}
