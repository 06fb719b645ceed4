/** How a clerk goes through the page: by the keyboard alone, or by the mouse and typing. */

import { clickOn, describe } from "./clerk.mjs";

/**
 * @typedef {object} Hand
 * @property {() => Promise<import("./clerk.mjs").Stop>} next goes on to the next place
 * @property {() => Promise<import("./clerk.mjs").Stop>} here where the last press led
 * @property {() => Promise<unknown>} press the button, or tick
 * @property {(word: string) => Promise<unknown>} choose in the drop-down
 * @property {(text: string) => Promise<unknown>} type over what is there
 */

/** @returns {Hand} Tab, Space, the arrows and letters */
export function byKeyboard({ page }) {
  const { keyboard } = page;
  const here = () => page.evaluate(describe);
  return {
    here,
    async next() {
      await keyboard.press("Tab");
      return here();
    },
    press: () => keyboard.press("Space"),
    async choose(word) {
      for (let { options, chosen } = await here(); chosen !== word; { chosen } = await here()) {
        const isBelow = options.indexOf(word) > options.indexOf(chosen);
        await keyboard.press(isBelow ? "ArrowDown" : "ArrowUp");
      }
    },
    async type(text) {
      await keyboard.down("Control");
      await keyboard.press("a");
      await keyboard.up("Control");
      await keyboard.type(text);
    },
  };
}

/** @returns {Hand} clicks, and letters in the field that was clicked */
export function byMouse({ page }) {
  let at = null;
  return {
    async next() {
      at = await page.evaluateHandle(placeAfter, at);
      return page.evaluate(describe, at);
    },
    here: () => page.evaluate(describe),
    async press() {
      await clickOn(at);
      at = await page.evaluateHandle(() => document.activeElement);
    },
    choose: async (word) => at.select(await at.evaluate(valueOf, word)),
    async type(text) {
      await clickOn(at, { count: 3 });
      await at.type(text);
    },
  };
}

/** Runs in the page: the first place, in its order, at which something can be done after `at`. */
function placeAfter(at) {
  const all = [...document.querySelectorAll("main :is(input, select, textarea, button, summary)")];
  const isAfter = (each) => !at || at.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
  return all.find((each) => isAfter(each) && !each.disabled && each.checkVisibility());
}

/** Runs in the page: the value of the choice that is shown as `word`. */
function valueOf(select, word) {
  return [...select.options].find((each) => each.textContent === word).value;
}
