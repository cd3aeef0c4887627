/** The engines that every run, hostile and smoke test goes through. */
export const BROWSER_NAMES = ['chromium', 'firefox', 'webkit'] as const;

export type BrowserName = (typeof BROWSER_NAMES)[number];
