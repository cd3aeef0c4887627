import { createSupplies } from '../host/supplies.ts';

/** Where the site lies on its origin, with a slash at its end. */
export const BASE_URL = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/`;

/** What the sandboxes of a page share, however many there are. */
export const supplies = createSupplies(BASE_URL);
