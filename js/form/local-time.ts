/** Moments between the wire (ISO with offset) and `datetime-local` (the reader's own clock). */

const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/;

const two = (value: number) => String(Math.abs(value)).padStart(2, "0");

/** "2026-11-01T00:00:00+00:00" as the local "2026-11-01T01:00"; "" for what is no moment. */
export function toLocal(iso: string): string {
  const moment = new Date(iso);
  if (iso === "" || Number.isNaN(moment.getTime())) return "";
  const date = [
    String(moment.getFullYear()).padStart(4, "0"),
    two(moment.getMonth() + 1),
    two(moment.getDate()),
  ].join("-");
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  return moment.getSeconds() === 0
    ? `${date}T${time}`
    : `${date}T${time}:${two(moment.getSeconds())}`;
}

/** "+01:00" for a `Date#getTimezoneOffset` of -60. */
export function offsetText(minutesBehind: number): string {
  const sign = minutesBehind > 0 ? "-" : "+";
  return `${sign}${two(Math.trunc(minutesBehind / 60))}:${two(minutesBehind % 60)}`;
}

/** The local "2026-11-01T01:00" as "2026-11-01T01:00:00+01:00"; null for an empty field. */
export function fromLocal(local: string): string | null {
  const moment = new Date(local);
  if (!LOCAL.test(local) || Number.isNaN(moment.getTime())) return null;
  const full = local.length === 16 ? `${local}:00` : local;
  return `${full}${offsetText(moment.getTimezoneOffset())}`;
}

export const clockName = () => `UTC${offsetText(new Date().getTimezoneOffset())}`;
