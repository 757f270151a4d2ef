/**
 * Processes that the main job starts. Each stands in a process group of its own, so that Ctrl-C
 * reaches the main job alone, which ends them in order; and each ends by itself when the main job is
 * gone, even if that was killed.
 */
import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import cluster from "node:cluster";
import { once } from "node:events";

import type { Said } from "./conversation.ts";
import { Conversation } from "./conversation.ts";

/** What a child tells its parent, beside what either asks the other. */
type Message<Ready, Progress> =
  | { readonly type: "ready"; readonly value: Ready }
  | { readonly type: "progress"; readonly value: Progress }
  | { readonly type: "failed"; readonly value: string }
  | Said;

/** A child that is up. */
export interface Child<Ready> {
  readonly ready: Ready;
  /** Its process id. */
  readonly pid: number;
  /** Asks the child something, see {@link ParentLine.answer}; answered with nothing if it is gone. */
  ask(question: unknown): Promise<unknown>;
  /** Resolves if the child ends without being told to, with what there is to say about it. */
  readonly lost: Promise<string>;
  /** Tells the child to end, and waits until it has. */
  stop(): Promise<void>;
}

type Env = Readonly<Record<string, string>>;

export interface ChildSettings<Progress> {
  readonly onProgress?: (progress: Progress) => void;
  /** Answers what the child asks. */
  readonly onAsk?: (question: unknown) => unknown;
  /** Flags of Node for this child alone. */
  readonly nodeFlags?: readonly string[];
  /** Variables of the environment for this child alone. */
  readonly env?: Env;
  /** Whether it listens together with others that are started so: this process then hands out the connections. */
  readonly sharesPorts?: boolean;
}

const STDIO: ["ignore", "ignore", "inherit", "ipc"] = ["ignore", "ignore", "inherit", "ipc"];

/** A child could not start, or had to end; the message says why and what to do about it. */
export class ChildError extends Error {
  override name = "ChildError";
}

/**
 * Starts a program that calls {@link runAsChild}, and waits until it is ready.
 * @param program - path of the TypeScript file
 * @param options - what it is to do; travels as JSON
 * @throws ChildError if it ends before it is ready.
 */
export async function startChild<Ready, Progress = never>(
  program: string,
  options: object,
  {
    onProgress,
    onAsk = () => undefined,
    nodeFlags = [],
    env = {},
    sharesPorts = false,
  }: ChildSettings<Progress> = {},
): Promise<Child<Ready>> {
  const begin = sharesPorts ? forkSharing : forkAlone;
  const { child, end } = begin(
    program,
    [JSON.stringify(options)],
    [...process.execArgv, ...nodeFlags],
    env,
  );
  const ended = once(child, "exit");
  let stopping = false;
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<{ value: Ready }>();
  const { promise: lost, resolve: lose } = Promise.withResolvers<string>();
  const conversation = new Conversation(
    (message) => void (child.connected && child.send(message)),
    onAsk,
  );
  child.on("message", (message: Message<Ready, Progress>) => {
    if (message.type === "ready") becomeReady({ value: message.value });
    else if (message.type === "progress") onProgress?.(message.value);
    else if (message.type === "failed") lose(message.value);
    else conversation.hear(message);
  });
  child.once("disconnect", () => conversation.cut());
  child.once("exit", (code, signal) => {
    if (!stopping) lose(`${program} ended unexpectedly (${signal ?? `exit code ${code}`})`);
  });

  const first = await Promise.race([ready, lost]);
  if (typeof first === "string") {
    await ended;
    throw new ChildError(first);
  }
  return {
    ready: first.value,
    pid: child.pid as number,
    ask: (question) => conversation.ask(question),
    lost,
    async stop() {
      stopping = true;
      end();
      if (child.exitCode === null && child.signalCode === null) await ended;
    },
  };
}

interface Forked {
  readonly child: ChildProcess;
  /** Tells it to end. */
  readonly end: () => void;
}

function forkAlone(program: string, args: string[], execArgv: string[], env: Env): Forked {
  const whole = { ...process.env, ...env };
  const child = fork(program, args, { detached: true, execArgv, env: whole, stdio: STDIO });
  return { child, end: () => void (child.connected && child.send("stop")) };
}

/** Such a child is told by its line being cut, before which it gets no more connections: none would be lost. */
function forkSharing(program: string, args: string[], execArgv: string[], env: Env): Forked {
  cluster.setupPrimary({ exec: program, args, execArgv, stdio: STDIO });
  const worker = cluster.fork(env);
  return { child: worker.process, end: () => void (worker.isConnected() && worker.disconnect()) };
}

/** The child's end of the line to its parent. */
export interface ParentLine<Ready, Progress> {
  /** Aborts when the child is to end. */
  readonly signal: AbortSignal;
  /** Asks the parent something; answered with nothing if it is gone. */
  ask(question: unknown): Promise<unknown>;
  /** Takes what answers the questions of the parent; until then they are answered with nothing. */
  answer(answer: (question: unknown) => unknown): void;
  ready(value: Ready): void;
  progress(value: Progress): void;
}

/**
 * Does what the parent asked for, until it is told to end or the parent is gone. What `work` throws is
 * reported to the parent: by its message if the error is of a type of ours, else with its stack.
 */
export async function runAsChild<Options, Ready, Progress = never>(
  work: (options: Options, line: ParentLine<Ready, Progress>) => Promise<void>,
): Promise<void> {
  const ending = new AbortController();
  const end = () => ending.abort();
  let answer: (question: unknown) => unknown = () => undefined;
  const conversation = new Conversation(
    (message) => void (process.connected && process.send?.(message)),
    (question) => answer(question),
  );
  process.on("message", (message: "stop" | Said) => {
    if (message === "stop") end();
    else conversation.hear(message);
  });
  process.on("disconnect", () => {
    conversation.cut();
    end();
  });
  process.on("SIGTERM", end);
  process.on("SIGINT", () => {});
  process.on("SIGHUP", () => {});

  const tell = (message: Message<Ready, Progress>) => {
    if (process.connected) process.send?.(message);
  };
  try {
    await work(JSON.parse(process.argv[2] ?? "") as Options, {
      signal: ending.signal,
      ask: (question) => conversation.ask(question),
      answer: (given) => (answer = given),
      ready: (value) => tell({ type: "ready", value }),
      progress: (value) => tell({ type: "progress", value }),
    });
  } catch (error) {
    tell({ type: "failed", value: tellingOf(error) });
    process.exitCode = 1;
  }
  if (process.connected) process.disconnect();
}

/** What to tell a person of an error. */
export function tellingOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, hint } = error as { code?: unknown; hint?: unknown };
  const ofSystem = typeof code === "string" && /^E[A-Z]+$/.test(code);
  const ofProgram = /^(Aggregate|Range|Reference|Syntax|Type)?Error$/.test(error.name);
  if (ofProgram && !ofSystem) return error.stack ?? error.message;
  if (typeof hint !== "string" || error.message.includes(hint)) return error.message;
  return `${error.message}\n${hint}`;
}
