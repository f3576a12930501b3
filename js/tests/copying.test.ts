import { expect, test } from "vitest";
import { asHtml, asText } from "../table/copying";

const CELLS = [
  ["07030", null],
  ["=1+1", "Ana\tMaria\r\nLuz"],
];

test("cells become lines of texts that are parted by tabs, a lead a line", () => {
  expect(asText(null, CELLS)).toBe("07030\t=1+1\n\tAna Maria Luz");
  expect(asText(["Zip", "Name"], CELLS).split("\n")[0]).toBe("Zip\tName");
});

test("cells become a table in which everything is text, markup and formulas too", () => {
  const html = asHtml(["<b>"], [["a & b", "=1+1"]]);
  expect(html).toContain("<th style=\"mso-number-format:'\\@'\">&lt;b&gt;</th>");
  expect(html).toContain("<td style=\"mso-number-format:'\\@'\">a &amp; b</td>");
  expect(html.match(/<tr>/g)).toHaveLength(3);
});
