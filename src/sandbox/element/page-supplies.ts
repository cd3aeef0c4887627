import { createSupplies } from '../host/supplies.ts';

/** What the sandboxes of a page share, however many there are. */
export const supplies = createSupplies(`${import.meta.env.BASE_URL.replace(/\/$/, '')}/`);
