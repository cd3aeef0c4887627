import type { EditStorage } from './edit-storage.ts';
import type { SandboxModel } from './model.ts';

/** Brings back what the reader had changed before a reload, and keeps every further change. `onLost` hears once if it can't. */
export function keepEdits(model: SandboxModel, storage: EditStorage, onLost: () => void): void {
  const saved = storage.load({ files: model.names(), numbers: model.fields.map(({ name }) => name) });
  for (const [file, text] of Object.entries(saved.files)) model.setText(file, text);
  for (const [number, text] of Object.entries(saved.numbers)) model.setTyped(number, text);
  let isKept = true;
  model.subscribe(() => {
    if (storage.save(model.edits()) || !isKept) return;
    isKept = false;
    onLost();
  });
}
