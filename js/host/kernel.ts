/** What JupyterLab's widget manager knows of its kernel; other hosts do not tell. */

/** A signal as JupyterLab's are (Lumino's). */
interface Signal {
  connect(slot: Slot): unknown;
  disconnect(slot: Slot): unknown;
}

type Slot = (sender: unknown, value: unknown) => void;

interface Kernel {
  status?: unknown;
  statusChanged?: Signal;
  disposed?: Signal;
}

/** After these, whatever the kernel does next, it knows nothing of the panel any more. */
const ENDS = new Set<unknown>(["restarting", "autorestarting", "terminating", "dead"]);

interface Managed {
  widget_manager?: { kernel?: Kernel | null };
}

function kernelOf(model: object): Kernel | undefined {
  return (model as Managed).widget_manager?.kernel ?? undefined;
}

/** Gives the kernel's status, null where the host does not tell. */
export function kernelStatus(model: object): string | null {
  const status = kernelOf(model)?.status;
  return typeof status === "string" ? status : null;
}

export function isOver(status: unknown): boolean {
  return ENDS.has(status);
}

/** Calls back when the kernel ends, is restarted, or makes way for another one. */
export function whenKernelEnds(model: object, callback: () => void, signal: AbortSignal): void {
  const kernel = kernelOf(model);
  const statusChanged: Slot = (_, status) => {
    if (isOver(status)) callback();
  };
  kernel?.statusChanged?.connect(statusChanged);
  kernel?.disposed?.connect(callback);
  signal.addEventListener("abort", () => {
    kernel?.statusChanged?.disconnect(statusChanged);
    kernel?.disposed?.disconnect(callback);
  });
}
