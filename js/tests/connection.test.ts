import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Connection, KernelLost, messageOf, PATIENCE, Refusal } from "../connection";
import { FakeModel } from "./fake-model";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function connect() {
  const model = new FakeModel();
  const controller = new AbortController();
  return { model, controller, connection: new Connection(model, controller.signal) };
}

test("a reply settles the ask whose id it carries, in any order", async () => {
  const { model, connection } = connect();
  const first = connection.ask("options", { field: "list_ids" });
  const second = connection.ask("options", { field: "campaign_ids" });
  const [one, two] = model.sent;
  await model.reply(two, { field: "campaign_ids" });
  await model.reply(one, { field: "list_ids" });
  expect((await first).field).toBe("list_ids");
  expect((await second).field).toBe("campaign_ids");
});

test("two pages over one model never share an id", () => {
  const ids = [connect(), connect()].map(({ model, connection }) => {
    void connection.ask("form", {});
    return model.sent[0]?.id;
  });
  expect(ids[0]).not.toBe(ids[1]);
});

test("a refusal carries the kernel's words", async () => {
  const { model, connection } = connect();
  const answer = connection.ask("set", { field: "agent_id", value: "x" });
  const caught = answer.catch((error: unknown) => error);
  await model.refuse(model.sent[0], "agent_id: expected a whole number", "Leave it empty.");
  const error = await caught;
  expect(error).toBeInstanceOf(Refusal);
  expect(error).toMatchObject({
    message: "agent_id: expected a whole number",
    next: "Leave it empty.",
  });
});

test("messages that are no replies, or nobody's, are ignored", async () => {
  const { model, connection } = connect();
  const answer = connection.ask("form", {});
  await model.reply({ kind: "form", id: "somebody-else" });
  await model.reply(model.sent[0], { extended: [], primary: [] });
  expect((await answer).extended).toEqual([]);
});

test("a kernel that does not answer is said to be slow, and well again after its reply", async () => {
  const { model, connection } = connect();
  void connection.ask("form", {});
  vi.advanceTimersByTime(PATIENCE - 100);
  expect(connection.health.value).toBe("well");
  vi.advanceTimersByTime(200);
  expect(connection.health.value).toBe("slow");
  await model.reply(model.sent[0]);
  expect(connection.health.value).toBe("well");
});

test.each([
  ["busy", "busy"],
  ["idle", "slow"],
  ["dead", "lost"],
])("where the host says that the kernel is %s, the panel says %s", (status, health) => {
  const { model, connection } = connect();
  Object.assign(model, { widget_manager: { kernel: { status } } });
  void connection.ask("form", {});
  vi.advanceTimersByTime(PATIENCE + 100);
  expect(connection.health.value).toBe(health);
});

test("when the way to the kernel closes, what waits is told, and asking works again later", async () => {
  const { model, connection } = connect();
  const waiting = connection.ask("form", {});
  connection.lose();
  await expect(waiting).rejects.toThrow(KernelLost);
  expect(connection.health.value).toBe("lost");
  connection.regain();
  const again = connection.ask("form", {});
  await model.reply(model.sent[1], { primary: [], extended: [] });
  await expect(again).resolves.toMatchObject({ primary: [] });
});

test("a host that cannot send is a lost kernel", async () => {
  const { model, connection } = connect();
  model.send = () => {
    throw new Error("Kernel is dead");
  };
  await expect(connection.ask("form", {})).rejects.toThrow(KernelLost);
});

test("what an error says includes what to do", () => {
  expect(messageOf(new Refusal({ message: "Too many", next: "Take fewer." }))).toBe(
    "Too many. Take fewer.",
  );
  expect(messageOf(new Refusal({ message: "Too many.", next: null }))).toBe("Too many.");
  expect(messageOf("odd")).toBe("odd");
});
