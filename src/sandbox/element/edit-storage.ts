import { parseSavedEdits, serializeEdits, type EditableNames, type SavedEdits } from './saved-edits.ts';

/** Where the edits of one sandbox outlive a reload. */
export interface EditStorage {
  load(names: EditableNames): SavedEdits;
  /** `false` when the browser keeps nothing: the edits then last as long as the page. */
  save(edits: SavedEdits): boolean;
}

/** Keeps edits under `key`. `getStorage` may throw, as `sessionStorage` does where storage is blocked. */
export function createEditStorage(key: string, getStorage: () => Storage): EditStorage {
  return {
    load(names) {
      try {
        return parseSavedEdits(getStorage().getItem(key), names);
      } catch {
        // Blocked storage holds no edits.
        return parseSavedEdits(null, names);
      }
    },
    save(edits) {
      try {
        const text = serializeEdits(edits);
        if (text === null) getStorage().removeItem(key);
        else getStorage().setItem(key, text);
        return true;
      } catch {
        // Blocked or full; the caller tells the reader.
        return false;
      }
    },
  };
}
