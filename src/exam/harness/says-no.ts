/**
 * Whether a value tells its caller of a failure: by `ok` or `success` that is false, by a status of 400 or above, or by
 * an `error` that is set, as in `{ data: null, error }`, unless it says itself that all went well.
 */
export function saysNo(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { ok, success, status, statusCode, error }: Readonly<Record<string, unknown>> = { ...value };
  if (ok === false || success === false || [status, statusCode].some((code) => Number(code) >= 400)) return true;
  return ok !== true && success !== true && Boolean(error);
}
