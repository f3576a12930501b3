import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Connection } from "../connection";
import { CLICK_DELAY, CriteriaMirror, TYPING_DELAY } from "../criteria";
import { FakeModel, settle } from "./fake-model";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function mirror(criteria: Record<string, never> | object = { lead_states: [], city: null }) {
  const model = new FakeModel();
  const connection = new Connection(model, new AbortController().signal);
  const values = new CriteriaMirror(connection.ask.bind(connection));
  values.heard(1);
  await model.reply(model.of("criteria").at(-1), { version: 1, criteria, refused: {} });
  return { model, connection, values };
}

const states = ({ values }: { values: CriteriaMirror }) => values.values.value?.lead_states;

test("a click shows at once, before the kernel knows", async () => {
  const it = await mirror();
  it.values.edit("lead_states", ["READY"]);
  expect(states(it)).toEqual(["READY"]);
  expect(it.model.of("set")).toEqual([]);
  expect(it.values.unsettled.value).toBe(true);
});

test("quick clicks go up as one", async () => {
  const it = await mirror();
  it.values.edit("lead_states", ["READY"]);
  vi.advanceTimersByTime(CLICK_DELAY - 1);
  it.values.edit("lead_states", ["READY", "ACTIVE"]);
  vi.advanceTimersByTime(CLICK_DELAY);
  expect(it.model.of("set").map(({ value }) => value)).toEqual([["READY", "ACTIVE"]]);
});

test("quick clicking is never undone by an answer to an earlier click", async () => {
  const it = await mirror();
  it.values.edit("lead_states", ["READY"]);
  vi.advanceTimersByTime(CLICK_DELAY);
  it.values.edit("lead_states", ["READY", "ACTIVE"]);
  await it.model.reply(it.model.of("set")[0]);
  it.values.heard(2);
  expect(it.model.of("criteria")).toHaveLength(1);
  expect(states(it)).toEqual(["READY", "ACTIVE"]);
  vi.advanceTimersByTime(CLICK_DELAY);
  await it.model.reply(it.model.of("set")[1]);
  const criteria = { lead_states: ["READY", "ACTIVE"], city: null };
  await it.model.reply(it.model.of("criteria")[1], { version: 3, criteria, refused: {} });
  expect(states(it)).toEqual(["READY", "ACTIVE"]);
  expect(it.values.unsettled.value).toBe(false);
});

test("an edit made while the values are being read stays on top of them", async () => {
  const it = await mirror();
  it.values.heard(2);
  it.values.edit("lead_states", ["READY"]);
  const criteria = { lead_states: [], city: "Reno" };
  await it.model.reply(it.model.of("criteria")[1], { version: 2, criteria, refused: {} });
  expect(it.values.values.value).toEqual({ lead_states: ["READY"], city: "Reno" });
});

test("what the kernel dropped is dropped here once it answered", async () => {
  const it = await mirror({ campaign_ids: [1], list_ids: [7] });
  it.values.edit("campaign_ids", [2]);
  vi.advanceTimersByTime(CLICK_DELAY);
  await it.model.reply(it.model.of("set")[0]);
  const criteria = { campaign_ids: [2], list_ids: [] };
  await it.model.reply(it.model.of("criteria")[1], { version: 3, criteria, refused: {} });
  expect(it.values.values.value).toEqual(criteria);
});

describe("a refused value", () => {
  async function refused() {
    const it = await mirror();
    it.values.edit("city", "x".repeat(300), TYPING_DELAY);
    vi.advanceTimersByTime(TYPING_DELAY);
    await it.model.refuse(it.model.of("set")[0], "city: at most 255 characters");
    return it;
  }

  test("stays in the field, with the reason beneath it", async () => {
    const it = await refused();
    expect(it.values.values.value?.city).toBe("x".repeat(300));
    expect(it.values.errors.value.city?.message).toBe("city: at most 255 characters");
  });

  test("is forgiven by the next edit", async () => {
    const it = await refused();
    it.values.edit("city", "Reno");
    expect(it.values.errors.value).toEqual({});
  });

  test("gives way to a value set elsewhere", async () => {
    const it = await refused();
    it.values.heard(2);
    const criteria = { lead_states: [], city: "Boise" };
    await it.model.reply(it.model.of("criteria").at(-1), { version: 2, criteria, refused: {} });
    expect(it.values.values.value?.city).toBe("Boise");
    expect(it.values.errors.value).toEqual({});
  });
});

test("a value that another view was refused shows here, too, with the reason", async () => {
  const it = await mirror();
  it.values.heard(2);
  const refused = { city: { value: " ", message: "city cannot hold ' '", next: null } };
  const criteria = { lead_states: [], city: null };
  await it.model.reply(it.model.of("criteria").at(-1), { version: 2, criteria, refused });
  expect(it.values.values.value?.city).toBe(" ");
  expect(it.values.errors.value.city?.message).toBe("city cannot hold ' '");
});

describe("an unfinished value", () => {
  const unfinished = { operator: "GREATER_THAN" as const, value: "" };

  test("stays here while it is typed", async () => {
    const it = await mirror();
    it.values.hold("passes", unfinished);
    vi.advanceTimersByTime(10 * TYPING_DELAY);
    expect(it.model.of("set")).toEqual([]);
    expect(it.values.unsettled.value).toBe(false);
  });

  test.each(["leave", "flush"] as const)("goes up when the user is done: %s", async (done) => {
    const it = await mirror();
    it.values.hold("passes", unfinished);
    it.values[done]("passes");
    expect(it.model.of("set").map(({ value }) => value)).toEqual([unfinished]);
  });
});

test("a search takes along what was typed a moment ago", async () => {
  const it = await mirror();
  it.values.edit("city", "Reno", TYPING_DELAY);
  it.values.flush();
  expect(it.model.of("set").map(({ value }) => value)).toEqual(["Reno"]);
  vi.advanceTimersByTime(TYPING_DELAY);
  expect(it.model.of("set")).toHaveLength(1);
});

test("a reset forgets edits and reads anew", async () => {
  const it = await mirror();
  it.values.edit("city", "Reno");
  it.values.heard(2);
  it.values.forget();
  vi.advanceTimersByTime(TYPING_DELAY);
  expect(it.model.of("set")).toEqual([]);
  expect(it.model.of("criteria")).toHaveLength(2);
});

test("what was chosen while the kernel was gone is sent when it is back", async () => {
  const it = await mirror();
  it.values.edit("city", "Reno");
  vi.advanceTimersByTime(CLICK_DELAY);
  it.connection.lose();
  await settle();
  expect(it.values.values.value?.city).toBe("Reno");
  it.connection.regain();
  it.values.resume();
  expect(it.model.of("set").map(({ value }) => value)).toEqual(["Reno", "Reno"]);
});
