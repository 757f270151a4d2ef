import type { LogDescription, ParamType, Result } from "ethers";
import { Interface } from "ethers";

import type { ContractName, Deployment, Hex, Right } from "../../sdk/src/index.ts";
import { abiOf, RIGHTS } from "../../sdk/src/index.ts";
import { callNode } from "../chain/rpc.ts";

/** An application as the chain's events tell it, and the certificate of the same number. */
export interface BookedApplication {
  readonly id: number;
  readonly applicant: number;
  readonly commitment: string;
  readonly right: Right;
  /** Unix seconds; 0 before notice. */
  noticeEnd: number;
  status: "FILED" | "IN_NOTICE" | "CONFIRMED" | "REJECTED" | "WITHDRAWN";
  /** Unix seconds; 0 before confirmation. */
  expiresAt: number;
  inForce: boolean;
  holder: number;
  openObjections: number;
}

export interface BookedLicense {
  readonly id: number;
  readonly certificateId: number;
  readonly licensee: number;
  readonly validUntil: number;
}

/** What an event said: its arguments by name, and the fields of structs among them beside them; no lists. */
export type Facts = Readonly<Record<string, number | string>>;

interface RawLog {
  readonly address: string;
  readonly topics: string[];
  readonly data: string;
  readonly blockNumber: Hex;
}

const CONTRACTS = [
  "AccessManager",
  "Participants",
  "RightsRegistry",
  "Amendments",
  "Licenses",
  "Custody",
  "Appraisals",
  "Shares",
  "Offers",
  "Deals",
  "Compliance",
  "Sandboxes",
  "Courts",
  "Pledges",
  "Catalogues",
] as const satisfies ContractName[];

/**
 * What is in the registry, from the logs of the chain alone. What the main job has done it finds out
 * here: a note of its own could say something else than the chain.
 */
export class Book {
  readonly participants = new Map<string, number>();
  readonly applications = new Map<number, BookedApplication>();
  readonly licenses = new Map<number, BookedLicense>();
  readonly #happened = new Set<string>();
  readonly #events = new Map<string, Facts[]>();
  readonly #rpc: string;
  readonly #contracts: ReadonlyMap<string, Interface>;
  #nextBlock: number;

  constructor(rpc: string, { contracts, startBlock }: Deployment) {
    this.#rpc = rpc;
    this.#nextBlock = startBlock;
    this.#contracts = new Map(
      CONTRACTS.map((name) => [contracts[name].toLowerCase(), new Interface(abiOf(name))]),
    );
  }

  /** Reads what was added to the chain since the last time. */
  async refresh(): Promise<void> {
    const head = Number(await callNode<Hex>(this.#rpc, "eth_blockNumber"));
    if (head < this.#nextBlock) return;
    const logs = await callNode<RawLog[]>(this.#rpc, "eth_getLogs", {
      address: [...this.#contracts.keys()],
      fromBlock: `0x${this.#nextBlock.toString(16)}`,
      toBlock: `0x${head.toString(16)}`,
    });
    for (const log of logs) {
      const event = this.#contracts.get(log.address.toLowerCase())?.parseLog(log);
      if (event) this.#enter(event);
    }
    this.#nextBlock = head + 1;
  }

  /** Number of the participant that this account was registered for. */
  participant(account: string): number | undefined {
    return this.participants.get(account.toLowerCase());
  }

  /** The first application of a participant for a right over an asset. */
  application(
    applicant: number | undefined,
    commitment: string,
    right: Right,
  ): BookedApplication | undefined {
    return [...this.applications.values()].find(
      (one) => one.applicant === applicant && one.commitment === commitment && one.right === right,
    );
  }

  /** The first licence of a participant under a certificate. */
  license(certificateId: number, licensee: number): BookedLicense | undefined {
    return [...this.licenses.values()].find(
      (one) => one.certificateId === certificateId && one.licensee === licensee,
    );
  }

  /** Whether an event ever happened to the record, account or pair of numbers that it names first. */
  happened(event: string, ...subject: readonly (number | string)[]): boolean {
    return this.#happened.has([event, ...subject].join(":").toLowerCase());
  }

  /** The first event of a name that said this. */
  find(event: string, said: Facts): Facts | undefined {
    return this.#events
      .get(event)
      ?.find((facts) => Object.entries(said).every(([name, value]) => facts[name] === value));
  }

  /** What every event of a name said, oldest first. */
  told(event: string): readonly Facts[] {
    return this.#events.get(event) ?? [];
  }

  #enter({ name, args, fragment }: LogDescription): void {
    const same = this.#events.get(name) ?? [];
    same.push(factsOf(fragment.inputs, args));
    this.#events.set(name, same);
    const [first = "", second = ""] = args.toArray().map(String);
    this.#happened.add(`${name}:${first}`.toLowerCase());
    this.#happened.add(`${name}:${first}:${second}`.toLowerCase());
    if (name === "ParticipantRegistered") {
      this.participants.set(second.toLowerCase(), Number(first));
    } else if (name === "ApplicationFiled") {
      this.#file(args);
    } else if (name === "LicenseGranted") {
      const { terms } = args as unknown as { terms: { validUntil: bigint } };
      this.licenses.set(Number(first), {
        id: Number(first),
        certificateId: Number(second),
        licensee: Number(args[2]),
        validUntil: Number(terms.validUntil),
      });
    } else {
      const application = this.applications.get(Number(first));
      if (application) Object.assign(application, changeOf(name, args, application));
    }
  }

  #file(args: LogDescription["args"]): void {
    const [id, applicant, commitment, , right] = args;
    this.applications.set(Number(id), {
      id: Number(id),
      applicant: Number(applicant),
      commitment: String(commitment),
      right: RIGHTS[Number(right) - 1] as Right,
      noticeEnd: 0,
      status: "FILED",
      expiresAt: 0,
      inForce: false,
      holder: 0,
      openObjections: 0,
    });
  }
}

/** What an event changes of an application or its certificate. */
function changeOf(
  name: string,
  args: LogDescription["args"],
  before: BookedApplication,
): Partial<BookedApplication> {
  switch (name) {
    case "NoticeOpened":
      return { status: "IN_NOTICE", noticeEnd: Number(args[1]) };
    case "ObjectionRaised":
      return { openObjections: before.openObjections + 1 };
    case "ObjectionDismissed":
      return { openObjections: before.openObjections - 1, noticeEnd: Number(args[3]) };
    case "ObjectionUpheld":
      return { openObjections: before.openObjections - 1 };
    case "ApplicationRejected":
      return { status: "REJECTED" };
    case "ApplicationWithdrawn":
      return { status: "WITHDRAWN" };
    case "CertificateConfirmed":
      return {
        status: "CONFIRMED",
        inForce: true,
        holder: Number(args[1]),
        expiresAt: Number(args[4]),
      };
    case "CertificateRenewed":
      return { expiresAt: Number(args[1]) };
    case "HolderChanged":
      return { holder: Number(args[2]) };
    case "CertificateSurrendered":
    case "CertificateAnnulled":
      return { inForce: false };
    default:
      return {};
  }
}

function factsOf(inputs: readonly ParamType[], values: Result): Facts {
  const facts = inputs.flatMap(({ name, baseType, components }, i) => {
    const value: unknown = values[i];
    if (baseType === "array") return [];
    if (baseType === "tuple") return Object.entries(factsOf(components ?? [], value as Result));
    return [[name, typeof value === "bigint" ? Number(value) : String(value)] as const];
  });
  return Object.fromEntries(facts);
}
