import { isNode, type Node, nodesOf, type Range, rangeOf } from "./syntax.ts";

/** One small change of a source that its tests should notice. */
export interface Mutant extends Range {
  /** Name of the source as the compiler knows it. */
  source: string;
  line: number;
  before: string;
  after: string;
}

/** Members of each enum, by its name. */
export type Enums = Map<string, string[]>;

const SWAPS: Partial<Record<string, string>> = {
  "==": "!=",
  "!=": "==",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "&&": "||",
  "||": "&&",
  "+": "-",
  "-": "+",
  "+=": "-=",
  "-=": "+=",
};

export function enumsOf(trees: Node[]): Enums {
  const enums: Enums = new Map();
  for (const node of nodesOf(trees)) {
    if (node.nodeType !== "EnumDefinition" || node.name === undefined) continue;
    const members = [...nodesOf(node.members)].map(({ name = "" }) => name);
    enums.set(node.name, members);
  }
  return enums;
}

/** All mutants of one source, in its order. */
export function findMutants(source: string, content: string, tree: Node, enums: Enums): Mutant[] {
  const bytes = Buffer.from(content);
  const mutants: Mutant[] = [];
  for (const node of nodesOf(tree)) {
    const change = operatorSwap(node, bytes) ?? removal(node, bytes) ?? statusSwap(node, enums);
    if (!change) continue;
    const { start, end, after } = change;
    const line = bytes.subarray(0, start).toString().split("\n").length;
    const before = bytes.subarray(start, end).toString();
    mutants.push({ source, line, start, end, before, after });
  }
  return mutants;
}

/** Where the mutant's source lies in the repository. */
export function fileOf({ source }: Mutant): string {
  return source.slice(source.indexOf("contracts/"));
}

/** The source with the mutant's change. */
export function applyMutant(content: string, { start, end, after }: Mutant): string {
  const bytes = Buffer.from(content);
  return bytes.subarray(0, start).toString() + after + bytes.subarray(end).toString();
}

type Change = Range & { after: string };

function operatorSwap(node: Node, bytes: Buffer): Change | undefined {
  const [left, right] =
    node.nodeType === "BinaryOperation"
      ? [node.leftExpression, node.rightExpression]
      : [node.leftHandSide, node.rightHandSide];
  const operator = String(node.operator);
  const after = SWAPS[operator];
  if (after === undefined || !isNode(left) || !isNode(right)) return undefined;
  const from = rangeOf(left).end;
  const between = bytes.subarray(from, rangeOf(right).start).toString();
  const start = from + Buffer.byteLength(between.slice(0, between.indexOf(operator)));
  return { start, end: start + operator.length, after };
}

/** Takes out a guard: `if (…) revert …;`, a call of `require` or `_require…`, a modifier. */
function removal(node: Node, bytes: Buffer): Change | undefined {
  if (node.nodeType === "ModifierInvocation" && node.kind === "modifierInvocation") {
    return { ...rangeOf(node), after: "" };
  }
  if (!isRefusal(node) && !isRequirement(node)) return undefined;
  const { start, end } = rangeOf(node);
  const semicolon = bytes.subarray(end, end + 1).toString() === ";" ? 1 : 0;
  return { start, end: end + semicolon, after: "{}" };
}

function isRefusal(node: Node): boolean {
  return (
    node.nodeType === "IfStatement" &&
    !isNode(node.falseBody) &&
    isNode(node.trueBody) &&
    node.trueBody.nodeType === "RevertStatement"
  );
}

function isRequirement(node: Node): boolean {
  const call = node.nodeType === "ExpressionStatement" ? node.expression : undefined;
  if (!isNode(call) || call.nodeType !== "FunctionCall" || !isNode(call.expression)) return false;
  const { name, memberName } = call.expression;
  return /^_?require/.test(String(name ?? memberName));
}

/** Another status of the same enum. */
function statusSwap(node: Node, enums: Enums): Change | undefined {
  const type = node.expression;
  if (node.nodeType !== "MemberAccess" || !isNode(type) || !type.name?.endsWith("Status")) {
    return undefined;
  }
  const members = enums.get(type.name) ?? [];
  const index = members.indexOf(String(node.memberName));
  if (index === -1) return undefined;
  const after = `${type.name}.${members[(index + 1) % members.length]}`;
  return { ...rangeOf(node), after };
}
