/** Whether a value tells its caller of a failure, as `{ ok: false }` and `{ status: 429 }` do. */
export function saysNo(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { ok, success, status, statusCode }: Readonly<Record<string, unknown>> = { ...value };
  return ok === false || success === false || [status, statusCode].some((code) => Number(code) >= 400);
}
