/** The few signs that the panel draws; all are decoration beside words or an accessible name. */

const paths = {
  chevron: "M4 6l4 4 4-4",
  cross: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  check: "M3.5 8.5l3 3 6-7",
  alert: "M8 2.5l6 11H2zM8 7v3M8 11.8v.2",
  left: "M10 4L6 8l4 4",
  right: "M6 4l4 4-4 4",
  pin: "M8 10v4M5.5 2.5h5L10 6.5l2 3.5H4l2-3.5z",
  funnel: "M2.5 3h11L9.5 8v4.5l-3 1V8z",
  up: "M8 13V3M4 7l4-4 4 4",
  down: "M8 3v10M4 9l4 4 4-4",
};

export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class="lw-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
