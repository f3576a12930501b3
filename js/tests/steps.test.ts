import { expect, test } from "vitest";
import { stepFor } from "../search/steps";

const key = (name: string, more: Partial<KeyboardEvent> = {}) =>
  ({
    key: name,
    ctrlKey: true,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...more,
  }) as KeyboardEvent;

const field = (selectors: string[], value = "") =>
  ({
    value,
    matches: (all: string) => all.split(", ").some((one) => selectors.includes(one)),
  }) as unknown as Element;

const button = field([]);

test("the usual keys undo and redo", () => {
  expect(stepFor(key("z"), button)).toBe("undo");
  expect(stepFor(key("Z", { shiftKey: true }), button)).toBe("redo");
  expect(stepFor(key("y"), button)).toBe("redo");
  expect(stepFor(key("z", { ctrlKey: false, metaKey: true }), button)).toBe("undo");
});

test("other keys mean nothing to the form", () => {
  expect(stepFor(key("z", { ctrlKey: false }), button)).toBeNull();
  expect(stepFor(key("z", { altKey: true }), button)).toBeNull();
  expect(stepFor(key("a"), button)).toBeNull();
});

test("a text that is typed keeps its own undo", () => {
  expect(stepFor(key("z"), field(["input.lw-input"]))).toBeNull();
  expect(stepFor(key("z"), field(["textarea"]))).toBeNull();
  expect(stepFor(key("z"), field([".lw-select-input"], "wes"))).toBeNull();
  expect(stepFor(key("z"), field([".lw-select-input"]))).toBe("undo");
});
