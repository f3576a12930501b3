import { expect, test } from "vitest";
import { writeVersionBack } from "../host/marimo";
import { FakeModel } from "./fake-model";

test("each new version is written back once, until the model is gone", () => {
  const model = new FakeModel();
  model.traits.version = 0;
  const controller = new AbortController();
  writeVersionBack(model, controller.signal);
  model.change("version", 0);
  expect(model.saved).toEqual([]);
  model.change("version", 1);
  model.change("version", 2);
  expect(model.saved).toEqual([{ version: 1 }, { version: 2 }]);
  controller.abort();
  model.change("version", 3);
  expect(model.saved).toHaveLength(2);
});
