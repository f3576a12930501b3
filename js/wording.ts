/** Numbers and counts as people read them. */

const whole = new Intl.NumberFormat("en-US");
const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });

export const number = (value: number) => whole.format(value);

/** Says of what belongs to a result whether it is of the search before. */
export const of = (old: boolean, what: string) => (old ? `${what} by the search before` : what);

export const share = (value: number) => percent.format(value);

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${number(count)} ${count === 1 ? one : many}`;

export const seconds = (value: number) =>
  value < 90 ? `${Math.ceil(value)} s` : `${Math.ceil(value / 60)} min`;
