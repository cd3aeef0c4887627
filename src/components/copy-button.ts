/** A button that copies the code of the figure it stands in. */
class CopyButton extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('button')?.addEventListener('click', () => void this.copy());
  }

  private async copy(): Promise<void> {
    const code = this.closest('figure')?.querySelector<HTMLElement>('pre code');
    const text = code?.textContent.trimEnd() ?? '';
    // A terminal would run a command that ends in a line break before anybody has read it.
    this.say(await writeToClipboard(code?.dataset['oneLine'] === undefined ? `${text}\n` : text));
  }

  private say(text: string): void {
    const button = this.querySelector('button');
    const status = this.querySelector('[role=status]');
    if (button === null || status === null) return;
    status.textContent = text;
    button.textContent = text;
    setTimeout(() => {
      status.textContent = '';
      button.textContent = 'Copy';
    }, 2_000);
  }
}

/** Puts text on the clipboard and answers with what to tell the reader. */
async function writeToClipboard(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return 'Copied';
  } catch {
    // Browsers keep the clipboard from pages without https, and readers may forbid it.
    return 'Not allowed: select and copy';
  }
}

customElements.define('copy-button', CopyButton);
