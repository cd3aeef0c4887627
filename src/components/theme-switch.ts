type Theme = 'light' | 'dark';

/** The theme to show next, and whether it is what the system asks for anyway. */
export function nextTheme(chosen: string | undefined, systemIsDark: boolean): { theme: Theme; isSystems: boolean } {
  const system: Theme = systemIsDark ? 'dark' : 'light';
  const theme: Theme = (chosen ?? system) === 'dark' ? 'light' : 'dark';
  return { theme, isSystems: theme === system };
}

/** Makes `button` switch between light and dark. A choice that agrees with the system is forgotten, so as to follow it. */
export function wireThemeSwitch(button: HTMLElement): void {
  button.addEventListener('click', () => {
    const root = document.documentElement;
    const { theme, isSystems } = nextTheme(root.dataset['theme'], matchMedia('(prefers-color-scheme: dark)').matches);
    if (isSystems) delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    remember(isSystems ? undefined : theme);
  });
}

function remember(theme: Theme | undefined): void {
  try {
    if (theme === undefined) localStorage.removeItem('theme');
    else localStorage.setItem('theme', theme);
  } catch {
    // Where the reader forbids storage the choice holds for this page only.
  }
}
