/** Invented data of the shapes that a kernel sends; no lead, campaign or number of anybody's. */

import type {
  CriteriaValue,
  ExtendedField,
  FieldName,
  FormReply,
  Layout,
  OptionsReply,
  PrimaryField,
  TableColumn,
  TypedOutcome,
  TypedReply,
} from "../wire";

const words = (text: string) => text.split(" ");

const CITIES = words("Reno Tulsa Omaha Fresno Zürich Austin Laredo Boise Mobile Akron");
const NAMES = words("Ana Jon Søren Mei Priya Omar Zoë Luis Ida Noor");
const STATES = words("READY CALLBACK PENDING INTERCEPT COMPLETE BUSY NOANSWER DISCONNECTED");
const KINDS = words("Spring Renewal Winback Web Event Partner Referral");
const ZONES = words("EST CST MST PST AKST HST");

const title = (text: string) => text.charAt(0) + text.slice(1).toLowerCase();

interface Invented {
  label: string;
  value: string | number;
  hint?: string;
  group?: string;
}

/** Loaded lists, a hundred to a group. */
const lists = (count: number): Invented[] =>
  Array.from({ length: count }, (_, at) => ({
    value: 70_000 + at,
    label: `${KINDS[at % KINDS.length]} list ${at + 1}`,
    hint: `${((at * 7919) % 9000) + 12} leads`,
    group: `Campaign ${Math.floor(at / 100) + 1}`,
  }));

const named = (texts: readonly string[]): Invented[] =>
  texts.map((value) => ({ value, label: title(value) }));

export function inventedOptions(field: FieldName, listCount: number): Invented[] {
  switch (field) {
    case "campaign_ids":
      return KINDS.map((kind, at) => ({ value: 500 + at, label: `${kind} campaign` }));
    case "list_ids":
      return lists(listCount);
    case "suppressed":
      return named(["ALL", "SUPPRESSED", "NOT_SUPPRESSED"]);
    case "lead_timezones":
      return ZONES.map((zone) => ({ value: zone, label: zone }));
    case "physical_states":
      return CITIES.map((city) => ({ value: city.slice(0, 2).toUpperCase(), label: city }));
    default:
      return named(STATES);
  }
}

/** A reply as the kernel writes it: groups as the places where they start. */
export function optionsReply(field: FieldName, invented: readonly Invented[]): OptionsReply {
  const groups = invented.flatMap(({ group }, start) =>
    group !== undefined && group !== invented[start - 1]?.group ? [{ label: group, start }] : [],
  );
  return {
    version: 1,
    field,
    values: invented.map(({ value }) => value),
    labels: invented.map(({ label }) => label),
    hints: invented.some(({ hint }) => hint) ? invented.map(({ hint = "" }) => hint) : null,
    groups,
  };
}

const primary = (name: string, label: string): PrimaryField => ({ name, label, help: "" });
const extended = (kind: ExtendedField["kind"], name: string, label: string): ExtendedField => ({
  name,
  label,
  kind,
  help: `${label} of the lead.`,
});

export const FORM: FormReply = {
  primary: [
    primary("campaign_ids", "Campaigns"),
    primary("suppressed", "Suppressed"),
    primary("list_ids", "Loaded lists"),
    primary("agent_dispositions", "Agent dispositions"),
    primary("system_dispositions", "System dispositions"),
    primary("lead_states", "Lead status"),
    primary("physical_states", "State"),
    primary("lead_timezones", "Timezone"),
    primary("orphaned_leads_only", "Orphaned leads only"),
  ],
  extended: [
    extended("text", "first_name", "First name"),
    extended("texts", "lead_phone_numbers", "Phones"),
    extended("number", "agent_id", "Agent id"),
    extended("numbers", "lead_ids", "Lead ids"),
    extended("number_comparison", "lead_passes_criteria", "Passes"),
    extended("time_comparison", "last_pass_time_criteria", "Last pass"),
    extended("time", "loaded_dts_start", "Loaded from"),
  ],
};

export const START: Readonly<Record<string, CriteriaValue>> = {
  campaign_ids: [500],
  suppressed: "ALL",
  list_ids: [],
  agent_dispositions: [],
  system_dispositions: [],
  lead_states: [],
  physical_states: [],
  lead_timezones: [],
  orphaned_leads_only: false,
  lead_phone_numbers: [],
  lead_ids: [],
};

const column = (name: string, label: string, kind: TableColumn["kind"] = "text"): TableColumn => ({
  name,
  label,
  kind,
  empty: name === "gate_keeper",
});

export const COLUMNS: TableColumn[] = [
  column("lead_id", "Lead id", "number"),
  column("first_name", "First name"),
  column("city", "City"),
  column("lead_phone", "Lead phone"),
  column("lead_state", "Lead state"),
  column("lead_passes", "Lead passes", "number"),
  column("last_pass", "Last pass", "time"),
  column("suppressed", "Suppressed", "flag"),
  ...Array.from({ length: 12 }, (_, at) => column(`aux_data${at + 1}`, `Aux data ${at + 1}`)),
  column("gate_keeper", "Gate keeper"),
];

export const FIRST_LAYOUT: Layout = {
  shown: COLUMNS.slice(0, 20).map(({ name }) => name),
  pinned: ["lead_id"],
  widths: {},
};

const cells: Record<string, (lead: number) => string | null> = {
  lead_id: (lead) => String(lead + 1),
  first_name: (lead) => NAMES[lead % NAMES.length] ?? null,
  city: (lead) => CITIES[(lead * 3) % CITIES.length] ?? null,
  lead_phone: (lead) => `212555${String(100 + (lead % 100)).padStart(4, "0")}`,
  lead_state: (lead) => STATES[(lead * 5) % STATES.length] ?? null,
  lead_passes: (lead) => String(lead % 12),
  last_pass: (lead) =>
    lead % 4 === 0 ? null : `2026-10-${String((lead % 28) + 1).padStart(2, "0")} 14:05:00`,
  gate_keeper: () => null,
  suppressed: (lead) => (lead % 9 === 0 ? "yes" : "no"),
};

/** A window of rows as the kernel sends it: for each column the texts of the rows. */
export function inventedColumns(
  names: readonly string[],
  leads: readonly number[],
): (string | null)[][] {
  return names.map((name) =>
    leads.map(cells[name] ?? ((lead) => (lead % 3 === 0 ? null : `${name} ${lead}`))),
  );
}

/** Values of a column, no value among them, each with its leads. */
export const inventedValues = (column: string) =>
  [...STATES, null].map((value, at) => ({
    value: column === "city" ? (CITIES[at] ?? null) : value,
    leads: 900 - 100 * at,
  }));

/** Leads by a field, the most frequent values first. */
export function inventedBreakdown(by: string, total: number) {
  const labels = by === "lead_timezone" ? ZONES : STATES.map(title);
  const weights = labels.map((_, at) => 1 / (at + 1 + (by.length % 3)));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return labels.map((label, at) => {
    const share = (weights[at] ?? 0) / all;
    return { label, leads: Math.round(total * share), share };
  });
}

/** A list of numbers: every third is found once there was a search. */
export function typedReply(text: string, searched: boolean): TypedReply {
  const texts = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const places = new Map<string, number>();
  const firsts: number[] = [];
  const outcomes = texts.map((line, at): TypedOutcome => {
    const digits = line.replace(/\D/g, "");
    const first = places.get(digits) ?? at + 1;
    firsts.push(first === at + 1 ? 0 : first);
    if (digits.length < 7) return "none";
    places.set(digits, first);
    return first === at + 1 ? "good" : "doubled";
  });
  return {
    texts,
    outcomes,
    firsts,
    leads: searched ? texts.map((_, at) => (at % 3 === 0 ? 1 : 0)) : null,
    lookedIn: searched ? "Found or not in the leads of the last search." : null,
    values: [...places.keys()],
    one: "phone number",
    none: "no phone number",
  };
}
