/** How many cases are under way at once in the page, which itself answers for all their servers. */
export const AT_ONCE = 2;
