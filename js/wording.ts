/** Numbers and counts as people read them. */

const whole = new Intl.NumberFormat("en-US");
const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });

export const number = (value: number) => whole.format(value);

/** Says of what belongs to a result whether it is of the search before. */
export const of = (old: boolean, what: string) => (old ? `${what} by the search before` : what);

/** Some leads are never said to be none, and almost all of them never all. */
export function share(value: number): string {
  if (value > 0 && value < 0.0005) return "<0.1%";
  if (value < 1 && value > 0.9995) return ">99.9%";
  return percent.format(value);
}

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${number(count)} ${count === 1 ? one : many}`;

export const seconds = (value: number) =>
  value < 90 ? `${Math.ceil(value)} s` : `${Math.ceil(value / 60)} min`;
