/** The store against the messages that the kernel's own tests send: tests/fixtures/messages.json. */

import { expect, test } from "vitest";
import fixture from "../../tests/fixtures/messages.json";
import { Store } from "../store";
import { FakeModel, type Sent } from "./fake-model";

const body = ({ id: _, ...rest }: Sent) => rest;
const pair = (kind: string) => fixture.asks.find(({ ask }) => ask.kind === kind);

function start() {
  const model = new FakeModel();
  model.traits.parts = ["form", "charts", "table"];
  model.traits.state = fixture.state;
  const store = new Store(model, new AbortController().signal);
  store.begin();
  return { model, store };
}

test("what the form asks for has the fixture's words", () => {
  const { model } = start();
  for (const kind of ["form", "criteria", "options"]) {
    const [sent] = model.of(kind);
    expect(sent && body(sent)).toEqual(body(pair(kind)?.ask as unknown as Sent));
  }
});

test("the kernel's replies fill the form", async () => {
  const { model, store } = start();
  await model.reply(model.of("form")[0], pair("form")?.reply);
  expect(store.form.value?.primary[0]?.name).toBe("campaign_ids");
  await model.reply(model.of("criteria")[0], pair("criteria")?.reply);
  expect(store.criteria.values.value?.campaign_ids).toEqual([136785]);
  await model.reply(model.of("options")[0], pair("options")?.reply);
  expect(store.options.value.campaign_ids?.groups[0]?.label).toBe("Home Services");
});

test("an edit goes up in the fixture's words, and its refusal is shown at the field", async () => {
  const { model, store } = start();
  await model.reply(model.of("criteria")[0], pair("criteria")?.reply);
  store.set("first_name", "Ana");
  store.criteria.flush();
  const [sent] = model.of("set");
  expect(sent && body(sent)).toEqual(body(pair("set")?.ask as unknown as Sent));
  const refused = fixture.asks.find(({ reply }) => !reply.ok)?.reply.error;
  await model.refuse(sent, refused?.message ?? "", refused?.next);
  expect(store.criteria.errors.value.first_name?.message).toContain("cannot hold");
});

test.each(["search", "cancel", "reset"] as const)("%s goes up in the fixture's words", (kind) => {
  const { model, store } = start();
  store[kind]();
  const [sent] = model.of(kind);
  expect(sent && body(sent)).toEqual(body(pair(kind)?.ask as unknown as Sent));
});

test("dismissing a notice goes up in the fixture's words", () => {
  const { model, store } = start();
  store.dismiss(fixture.state.notices[0]?.id ?? 0);
  const [sent] = model.of("dismiss");
  expect(sent && body(sent)).toEqual(body(pair("dismiss")?.ask as unknown as Sent));
});
