/** The tabs of the page, moved between by the arrow keys. */

/**
 * Make the tabs in `list` show the panels they control.
 * @param {HTMLElement} list
 */
export function wireTabs(list) {
  const tabs = [...list.querySelectorAll("[role=tab]")];
  list.addEventListener("click", ({ target }) => {
    const tab = target.closest("[role=tab]");
    if (tab) choose(tab, tabs);
  });
  list.addEventListener("keydown", (event) => {
    const next = neighbour(event.key, tabs.indexOf(event.target), tabs.length);
    if (next === undefined) return;
    event.preventDefault();
    choose(tabs[next], tabs);
    tabs[next].focus();
  });
}

function neighbour(key, index, count) {
  return {
    ArrowRight: (index + 1) % count,
    ArrowLeft: (index - 1 + count) % count,
    Home: 0,
    End: count - 1,
  }[key];
}

function choose(chosen, tabs) {
  for (const tab of tabs) {
    tab.setAttribute("aria-selected", String(tab === chosen));
    tab.tabIndex = tab === chosen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = tab !== chosen;
  }
}
