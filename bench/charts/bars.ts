/** One bar of a chart. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Whether it is what others are measured against. */
  readonly reference?: boolean;
}

interface Chart {
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly Bar[];
  /** What the values are to reach, or not to exceed: a line across. */
  readonly goal?: { readonly name: string; readonly value: number };
}

const WIDTH = 720;
const LEFT = 190;
const RIGHT = 110;
const TOP = 44;
const ROW = 28;
const BAR = 18;
const INK = "#24292f";
const COLOURS = { bar: "#2f6f9f", reference: "#9aa5b1", goal: "#b3261e" };

/** A chart of horizontal bars, as SVG. */
export function drawBars({ title, unit, bars, goal }: Chart): string {
  const most = Math.max(...bars.map(({ value }) => value), goal?.value ?? 0) || 1;
  const across = (value: number) => Math.round((value / most) * (WIDTH - LEFT - RIGHT));
  const height = TOP + bars.length * ROW + (goal ? 26 : 10);
  const rows = bars.map(({ name, value, reference = false }, index) => {
    const y = TOP + index * ROW;
    const middle = y + BAR / 2 + 4;
    const colour = reference ? COLOURS.reference : COLOURS.bar;
    return [
      text({ x: LEFT - 8, y: middle, anchor: "end" }, name),
      `<rect x="${LEFT}" y="${y}" width="${Math.max(1, across(value))}" height="${BAR}" rx="2" fill="${colour}"/>`,
      text({ x: LEFT + across(value) + 6, y: middle }, `${value.toLocaleString("en")} ${unit}`),
    ].join("\n");
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="${escape(title)}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text({ x: 12, y: 24, weight: 600 }, title),
    ...rows,
    ...(goal ? [goalLine(LEFT + across(goal.value), height, goal.name)] : []),
    "</svg>\n",
  ].join("\n");
}

function goalLine(x: number, height: number, name: string): string {
  const bottom = height - 20;
  return [
    `<line x1="${x}" y1="${TOP - 6}" x2="${x}" y2="${bottom}" stroke="${COLOURS.goal}" stroke-dasharray="4 3"/>`,
    text({ x, y: bottom + 14, anchor: "middle", colour: COLOURS.goal }, name),
  ].join("\n");
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly weight?: number;
  readonly colour?: string;
}

function text(
  { x, y, anchor = "start", weight = 400, colour = INK }: Placed,
  content: string,
): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-weight="${weight}" fill="${colour}">${escape(content)}</text>`;
}

function escape(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
