/**
 * Calls `show` whenever the form's numbers change; what that needs may load then. The form stays hidden where no script
 * runs.
 */
export function followForm(form: HTMLFormElement, show: () => Promise<void>): void {
  const tryToShow = (): void =>
    void show().catch(() => {
      const note = form.querySelector('.problem');
      if (note !== null) note.textContent = 'What works this out could not be loaded. Check your connection.';
    });
  form.hidden = false;
  form.addEventListener('input', tryToShow);
  form.addEventListener('submit', (event) => event.preventDefault());
  // A form resets its fields after it has said so; microtasks run before that when a reader presses the button.
  form.addEventListener('reset', () => setTimeout(tryToShow));
}
