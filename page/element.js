/**
 * Makes elements. All text of the page goes through here as text, never as markup: what a file or a
 * draft holds is shown as it is written.
 */

/**
 * Make one element.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] `on` holds listeners by event; an attribute that is
 *   `false`, `null` or `undefined` is left out, one that is `true` is written without a value
 * @param {...(Node | string | number | null | undefined | false)} children
 * @returns {HTMLElement} the element with its attributes, listeners and children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value === true ? "" : String(value));
    }
  }
  made.append(...children.filter(isShown));
  return made;
}

/**
 * Put `children` into `parent` in place of what is there.
 * @param {Element} parent
 * @param {...(Node | string | null | undefined | false)} children
 */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.filter(isShown));
}

let made = 0;

/** @returns {string} an id that no other element of the page has */
export function newId() {
  made += 1;
  return `e${made}`;
}

/** @returns {boolean} whether a child stands for something */
function isShown(child) {
  return child !== null && child !== undefined && child !== false;
}
