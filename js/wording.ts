/** Numbers and counts as people read them. */

const whole = new Intl.NumberFormat("en-US");
const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });

export const number = (value: number) => whole.format(value);

export const share = (value: number) => percent.format(value);

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${number(count)} ${count === 1 ? one : many}`;

export const seconds = (value: number) =>
  value < 90 ? `${Math.ceil(value)} s` : `${Math.ceil(value / 60)} min`;
