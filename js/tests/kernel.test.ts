import { expect, test, vi } from "vitest";
import { whenKernelEnds } from "../host/kernel";
import { FakeModel } from "./fake-model";

type Slot = (sender: unknown, value: unknown) => void;

/** A signal like JupyterLab's. */
class FakeSignal {
  readonly slots = new Set<Slot>();
  connect(slot: Slot) {
    this.slots.add(slot);
  }
  disconnect(slot: Slot) {
    this.slots.delete(slot);
  }
  emit(value?: unknown) {
    for (const slot of this.slots) slot(this, value);
  }
}

function follow() {
  const kernel = { statusChanged: new FakeSignal(), disposed: new FakeSignal() };
  const model = Object.assign(new FakeModel(), { widget_manager: { kernel } });
  const controller = new AbortController();
  const ended = vi.fn();
  whenKernelEnds(model, ended, controller.signal);
  return { kernel, controller, ended };
}

test.each(["restarting", "autorestarting", "terminating", "dead"])("%s is an end", (status) => {
  const { kernel, ended } = follow();
  kernel.statusChanged.emit(status);
  expect(ended).toHaveBeenCalledOnce();
});

test("work, and a connection that breaks and comes back, are none", () => {
  const { kernel, ended } = follow();
  for (const status of ["busy", "idle", "unknown", "connecting"]) kernel.statusChanged.emit(status);
  expect(ended).not.toHaveBeenCalled();
});

test("a kernel that makes way for another one is told, too", () => {
  const { kernel, ended } = follow();
  kernel.disposed.emit();
  expect(ended).toHaveBeenCalledOnce();
});

test("nobody listens after the model is gone", () => {
  const { kernel, controller } = follow();
  controller.abort();
  expect(kernel.statusChanged.slots.size + kernel.disposed.slots.size).toBe(0);
});

test("a host that tells nothing of its kernel is no error", () => {
  const ended = vi.fn();
  whenKernelEnds(new FakeModel(), ended, new AbortController().signal);
  expect(ended).not.toHaveBeenCalled();
});
