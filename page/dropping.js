/** Takes files and folders that are dropped onto the page. */
import { MOST_FILES } from "./reading.js";

/**
 * @typedef {object} Dropped
 * @property {{name: string, file: File}[]} files with the folders they lie in; one more than the
 *   limit at most
 * @property {string[]} refused names of folders that the browser does not let the page read
 */

/**
 * Take files that are dropped onto `target`; it has the class `is-target` while they hang over it.
 * @param {HTMLElement} target
 * @param {(dropped: Dropped) => void} receive
 */
export function receiveDrops(target, receive) {
  const mark = (isOver) => target.classList.toggle("is-target", isOver);
  target.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    mark(true);
  });
  target.addEventListener("dragleave", (event) => {
    if (!target.contains(event.relatedTarget)) mark(false);
  });
  target.addEventListener("drop", async (event) => {
    mark(false);
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    receive(await droppedFiles(event.dataTransfer.items));
  });
}

/** Do nothing with files dropped elsewhere: the browser would open them in place of the page. */
export function ignoreStrayDrops() {
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (event.defaultPrevented || !event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "none";
    });
  }
}

async function droppedFiles(items) {
  const found = { files: [], refused: [] };
  // An item is there only until the event is over, so all are taken before the first is awaited.
  for (const item of [...items].filter(({ kind }) => kind === "file").map(take)) {
    try {
      for await (const file of await filesOf(item)) {
        if (found.files.length > MOST_FILES) return found;
        found.files.push(file);
      }
    } catch {
      found.refused.push(item.name);
    }
  }
  return found;
}

/**
 * Chromium lets a page that was opened from the disk read a dropped folder by its handle only;
 * Firefox and Safari know entries only.
 */
function take(item) {
  const entry = item.webkitGetAsEntry();
  return {
    name: entry?.name ?? "",
    entry,
    handle: item.getAsFileSystemHandle?.(),
    file: item.getAsFile(),
  };
}

async function filesOf({ entry, handle, file }) {
  if (!entry?.isDirectory) return [{ name: file.name, file }];
  return handle ? filesOfHandle(await handle, "") : filesOfEntry(entry, "");
}

async function* filesOfHandle(handle, folder) {
  const name = folder + handle.name;
  if (handle.kind === "file") {
    yield { name, file: await handle.getFile() };
  } else {
    for await (const below of handle.values()) yield* filesOfHandle(below, `${name}/`);
  }
}

async function* filesOfEntry(entry, folder) {
  const name = folder + entry.name;
  if (entry.isFile) {
    yield { name, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) };
  } else {
    const reader = entry.createReader();
    const batch = () => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    for (let below = await batch(); below.length; below = await batch()) {
      for (const one of below) yield* filesOfEntry(one, `${name}/`);
    }
  }
}
