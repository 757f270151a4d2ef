import type { EventFieldsFragment, Page, Registry } from "../../../sdk/src/index.ts";
import type { AsOf } from "../input/time.ts";

/** What a list is asked for; `where` was checked against the schema. */
export interface ListRequest {
  readonly where: object;
  readonly first: number;
  readonly after?: string;
  readonly asOf?: AsOf;
}

/** How one kind of record is listed. */
export interface ListKind<Node> {
  /** Name of its filter in the GraphQL schema. */
  readonly filter: string;
  readonly page: (registry: Registry, request: ListRequest) => Promise<Page<Node>>;
  readonly headings: readonly string[];
  readonly row: (node: Node) => readonly string[];
}

/** A record in full. */
export interface Shown {
  /** As the GraphQL API gives it. */
  readonly record: unknown;
  /** Id, status and the like: the first line. */
  readonly title: string;
  readonly facts: readonly (readonly [label: string, value: string | undefined])[];
  /** Tables of what belongs to it, by heading; an empty body is left out. */
  readonly sections?: readonly (readonly [heading: string, body: string])[];
  /** What its history is that of, if it has one of its own. */
  readonly subjects?: readonly string[];
}

/** Where a record is looked up. */
export interface Place {
  readonly registry: Registry;
  /** Folder of off-chain documents, of which some may be there. */
  readonly documents: string;
}

/** Looks a record up by its full id; null if there is none, or was none then. */
export type Show = (place: Place, id: string, at: { asOf?: AsOf }) => Promise<Shown | null>;

export type Event = EventFieldsFragment;

/** The most that a section shows; lists show the rest. */
export const SECTION = 50;
