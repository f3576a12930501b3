import { expect, test } from "vitest";
import { Store } from "../store";
import type { OptionsReply } from "../wire";
import { FakeModel } from "./fake-model";
import { panelState, ready } from "./panel-state";

function start(parts: string[]) {
  const model = new FakeModel();
  model.traits.parts = parts;
  model.traits.state = panelState();
  const controller = new AbortController();
  return { model, controller, store: new Store(model, controller.signal) };
}

const options = (version: number, label: string): OptionsReply => ({
  version,
  field: "list_ids",
  values: [1],
  labels: [label],
  hints: null,
  groups: [],
});

test("nothing is asked for before a view is shown", () => {
  const { model, store } = start(["form"]);
  expect(model.sent).toEqual([]);
  store.begin();
  expect(model.of("options")).toHaveLength(8);
  expect(model.of("form")).toHaveLength(1);
  expect(model.of("criteria")).toHaveLength(1);
});

test("a view of a saved page finds no kernel, asks for nothing, and takes one that comes", () => {
  const { model, store } = start(["form"]);
  store.reach(false);
  store.begin();
  expect(store.connection.health.value).toBe("none");
  expect(model.sent).toEqual([]);
  store.reach(true);
  expect(store.connection.health.value).toBe("well");
  expect(model.of("form")).toHaveLength(1);
});

test("a kernel that was there and goes is lost", () => {
  const { store } = start(["form"]);
  store.reach(true);
  store.begin();
  store.reach(false);
  expect(store.connection.health.value).toBe("lost");
});

test("without the form nothing of it is asked for, and figures only where charts are", () => {
  const asked = (...parts: string[]) => {
    const { model, store } = start(parts);
    store.begin();
    return model.sent.map(({ kind }) => kind);
  };
  expect([asked("table"), asked("charts", "table")]).toEqual([[], ["figures"]]);
});

test("a second view asks for nothing that the first has asked for", () => {
  const { model, store } = start(["form"]);
  store.begin();
  const asked = model.sent.length;
  store.begin();
  expect(model.sent).toHaveLength(asked);
});

test("only the list whose version changed is read again, and a late old one is dropped", async () => {
  const { model, store } = start(["form"]);
  store.begin();
  const old = model.of("options").find(({ field }) => field === "list_ids");
  const fields = { ...panelState().fields, list_ids: ready(2) };
  model.change("state", panelState({ fields }));
  expect(model.of("options")).toHaveLength(9);
  await model.reply(old, options(1, "old"));
  expect(store.options.value.list_ids).toBeUndefined();
  await model.reply(model.of("options")[8], options(2, "new"));
  expect(store.options.value.list_ids?.labels).toEqual(["new"]);
});

test("the kernel's replies fill the form", async () => {
  const { model, store } = start(["form"]);
  store.begin();
  const campaigns = { name: "campaign_ids", label: "Campaigns", help: "Leads of these." } as const;
  await model.reply(model.of("form")[0], { primary: [campaigns], extended: [] });
  expect(store.form.value?.primary).toEqual([campaigns]);
  const criteria = { campaign_ids: [136785], city: null };
  await model.reply(model.of("criteria")[0], { version: 1, criteria, refused: {} });
  expect(store.criteria.values.value).toEqual(criteria);
});

test("an edit goes up with its field and value", () => {
  const { model, store } = start(["form"]);
  store.set("first_name", "Ana");
  store.criteria.flush();
  expect(model.sent).toEqual([
    { kind: "set", id: expect.any(String), field: "first_name", value: "Ana" },
  ]);
});

test.each(["search", "cancel", "reset"] as const)("%s goes up by its name alone", (kind) => {
  const { model, store } = start([]);
  store[kind]();
  expect(model.of(kind)).toEqual([{ kind, id: expect.any(String) }]);
});

test("dismissing a notice goes up with its number", () => {
  const { model, store } = start([]);
  store.dismiss(7);
  expect(model.sent).toEqual([{ kind: "dismiss", id: expect.any(String), notice: 7 }]);
});

test("a search that the kernel refuses is shown as trouble", async () => {
  const { model, store } = start(["form"]);
  store.search();
  await model.refuse(model.of("search")[0], "No campaign is chosen.", "Choose one.");
  expect(store.trouble.value).toEqual({
    title: "The search did not start",
    detail: "No campaign is chosen.",
    next: "Choose one.",
  });
});

test("after its end the store hears nothing more", () => {
  const { model, controller, store } = start(["form"]);
  store.begin();
  const asked = model.sent.length;
  controller.abort();
  model.change("state", panelState({ criteria: 9 }));
  expect(model.sent).toHaveLength(asked);
});

test("a way to the kernel that opens again is used again", () => {
  const { store } = start(["form"]);
  store.begin();
  store.reach(false);
  expect(store.connection.health.value).toBe("lost");
  store.reach(true);
  expect(store.connection.health.value).toBe("well");
});

test("a kernel that ended stays lost, whatever the host says of its connection", () => {
  const { store } = start(["form"]);
  store.begin();
  store.end();
  store.reach(true);
  expect(store.connection.health.value).toBe("lost");
});

test("sub-accounts are asked for when one is to be chosen, and the choice goes up", async () => {
  const { model, store } = start(["form"]);
  store.begin();
  expect(model.of("accounts")).toEqual([]);
  const account = { name: "", embedded: false, choices: 2 };
  model.change("state", panelState({ account }));
  model.change("state", panelState({ account, criteria: 2 }));
  expect(model.of("accounts")).toHaveLength(1);
  const accounts = [
    { id: "1", name: "One" },
    { id: "2", name: "Two" },
  ];
  await model.reply(model.of("accounts")[0], { accounts });
  expect(store.accounts.value).toEqual(accounts);
  store.choose("2");
  expect(model.of("choose")).toMatchObject([{ account: "2" }]);
  await model.refuse(model.of("choose")[0], "No sub-account with this id.", "Choose another.");
  expect(store.trouble.value?.next).toBe("Choose another.");
});

test("undo sends what was just typed before, so that it is what is undone", () => {
  const { model, store } = start(["form"]);
  store.set("first_name", "Jon", 1000);
  store.go("undo");
  expect(model.sent.map(({ kind }) => kind)).toEqual(["set", "undo"]);
});

test("which leads a result is of is asked once a result, and never of the one before", async () => {
  const { model, store } = start(["charts"]);
  store.begin();
  const found = (version: number) =>
    model.change("state", panelState({ charts: { ...panelState().charts, result: version } }));
  found(1);
  found(1);
  const [first] = model.of("words");
  found(2);
  await model.reply(first, { version: 1, words: "Leads of Spring" });
  expect(store.words.value).toBe("");
  await model.reply(model.of("words")[1], { version: 2, words: "Leads of Autumn" });
  expect(store.words.value).toBe("Leads of Autumn");
  expect(model.of("words")).toHaveLength(2);
});

test("two quick changes of the charts both count, and the kernel has the last word", async () => {
  const { model, store } = start(["charts"]);
  store.begin();
  const { charts } = store;
  const bySize = { by: "lead_state", order: "size" } as const;
  charts.arrange(charts.shown.value.with(0, bySize));
  charts.arrange([...charts.shown.value, { by: "campaign", order: "field" }]);
  const wanted = [bySize, { by: "campaign", order: "field" }];
  expect(model.of("arrange").at(-1)).toMatchObject({ charts: wanted });
  model.change("state", panelState());
  expect(charts.shown.value).toEqual(wanted);
  await model.reply(model.of("arrange")[0]);
  await model.refuse(model.of("arrange")[1], "There is no such field.");
  expect(charts.shown.value).toEqual(panelState().charts.charts);
  expect(store.trouble.value?.detail).toBe("There is no such field.");
});
