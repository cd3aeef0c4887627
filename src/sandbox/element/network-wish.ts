/** Under this key the wish outlives a reload; what is kept there means nothing. */
export const WISH_KEY = 'network-panel';

/** Whether the reader wants requests in the Network panel, for as long as the tab is open. */
export function wantsNetwork(): boolean {
  try {
    return sessionStorage.getItem(WISH_KEY) !== null;
  } catch {
    // Blocked storage keeps no wish.
    return false;
  }
}
