/** The language the page is shown in. Every text is there in both, so a change asks nothing anew. */

/** @typedef {{zh?: string, en?: string}} Text a plan in one language has its texts in that one */

const LANGUAGES = ["zh", "en"];

class Language {
  /** @type {"zh" | "en"} */
  current = "zh";
  #listeners = new Set();

  /** Show the page in `lang` from now on. */
  set(lang) {
    if (!LANGUAGES.includes(lang) || lang === this.current) return;
    this.current = lang;
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
    for (const listener of this.#listeners) listener(lang);
  }

  /** Call `listener` with the new language after each change. */
  onChange(listener) {
    this.#listeners.add(listener);
  }
}

export const language = new Language();

/**
 * @param {Text | null | undefined} text
 * @returns {string} the text in the language of the page, else in its own; nothing for none
 */
export function inLanguage(text) {
  return text ? (text[language.current] ?? text.zh ?? text.en) : "";
}
