/**
 * The anywidget module. The host calls the default export once for each model: `initialize` makes
 * the model's store, and `render` a view of it each time the model is shown.
 */

import { render as mount } from "preact";
import { carryCriteria } from "./host/address";
import { reportReach } from "./host/comm";
import { whenKernelEnds } from "./host/kernel";
import { writeVersionBack } from "./host/marimo";
import { keepShortcutsAway } from "./host/shortcuts";
import type { Model } from "./model";
import { Panel } from "./panel";
import "./panel.css";
import { Store } from "./store";

interface InitializeProps {
  model: Model;
  signal?: AbortSignal;
}

interface RenderProps {
  model: Model;
  el: HTMLElement;
}

export default function leadSearchPanel() {
  let store: Store | undefined;

  function initialize({ model, signal }: InitializeProps) {
    const controller = new AbortController();
    signal?.addEventListener("abort", () => controller.abort());
    const made = new Store(model, controller.signal);
    whenKernelEnds(model, () => made.end(), controller.signal);
    writeVersionBack(model, controller.signal);
    store = made;
    return () => controller.abort();
  }

  function render({ model, el }: RenderProps) {
    if (store === undefined) throw new Error("The host showed the panel before initializing it.");
    const controller = new AbortController();
    const root = document.createElement("div");
    root.className = "leadwidgets";
    el.append(root);
    keepShortcutsAway(root, controller.signal);
    reportReach(model, el, store, controller.signal);
    mount(<Panel store={store} root={root} signal={controller.signal} />, root);
    carryCriteria(store, controller.signal);
    store.begin();
    return () => {
      controller.abort();
      mount(null, root);
      root.remove();
    };
  }

  return { initialize, render };
}
