/** CSS colours as numbers: `color-mix()` and `var()` mean nothing to a chart. */

export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

let pixel: CanvasRenderingContext2D | null | undefined;

/** Any colour that CSS knows, by painting one pixel with it. */
export function resolve(colour: string): Rgba {
  pixel ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext(
    "2d",
    { willReadFrequently: true },
  );
  if (!pixel) return [0, 0, 0, 0];
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = "transparent";
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = pixel.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

export const toCss = (colour: Rgba) => `rgba(${colour.join(",")})`;

/** Whether a background of this colour makes a page dark; null where it lets through what is behind. */
export function isDark([red, green, blue, alpha]: Rgba): boolean | null {
  if (alpha < 0.5) return null;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG's contrast of a text, which may be translucent, on an opaque ground. */
export function contrast([red, green, blue, alpha]: Rgba, ground: Rgba): number {
  const [r, g, b] = ground;
  const mixed = [red * alpha + r * (1 - alpha), green * alpha + g * (1 - alpha)];
  const [one, other] = [
    luminance([...mixed, blue * alpha + b * (1 - alpha)]),
    luminance([r, g, b]),
  ];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** The colour of a custom property as it comes out on an element. */
export function readColour(element: Element, property: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${property})`;
  probe.style.display = "none";
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return toCss(resolve(color));
}
