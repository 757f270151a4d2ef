import { BadDeploymentError, UnknownEventError } from "../errors.ts";
import { DECODERS } from "../generated/events.ts";
import type {
  ContractEvent,
  ContractName,
  EventDecoder,
  LogContents,
  Place,
} from "../generated/events.ts";

/** A log to be decoded: what it says, and what names it in an error. */
export interface EncodedLog extends LogContents {
  readonly address: string;
  readonly blockNumber: string;
  readonly logIndex: string;
}

interface Contract {
  readonly name: ContractName;
  readonly decoders: ReadonlyMap<string, EventDecoder<ContractEvent>>;
}

/** Decodes the logs of one deployment's contracts. */
export class Decoder {
  readonly #contracts = new Map<string, Contract>();

  /**
   * @param contracts - addresses by name
   * @throws BadDeploymentError if one is missing, or there is one whose events are not known.
   */
  constructor(contracts: Readonly<Record<string, string>>) {
    for (const name of Object.keys(DECODERS) as ContractName[]) {
      const address = contracts[name];
      if (address === undefined) {
        throw new BadDeploymentError(`The deployment has no address for ${name}`);
      }
      this.#contracts.set(address.toLowerCase(), { name, decoders: DECODERS[name] });
    }
    const unknown = Object.keys(contracts).find((name) => !Object.hasOwn(DECODERS, name));
    if (unknown !== undefined) {
      throw new BadDeploymentError(
        `The deployment names a contract ${unknown}, which is not known`,
      );
    }
  }

  /** Whose logs it decodes, in lower case. */
  get addresses(): string[] {
    return [...this.#contracts.keys()];
  }

  /** @throws UnknownEventError if no contract of the deployment emits such a log. */
  decode(log: EncodedLog, at: Place): ContractEvent {
    const contract = this.#contracts.get(log.address);
    if (contract === undefined) {
      throw new UnknownEventError("a stranger", log, "was not asked for");
    }
    const decoder = contract.decoders.get(log.topics[0] ?? "");
    if (decoder === undefined) {
      throw new UnknownEventError(contract.name, log, "is no event of that contract");
    }
    if (log.topics.length !== decoder.topics || log.data.length < decoder.digits + 2) {
      throw new UnknownEventError(contract.name, log, `is no well-formed ${decoder.name}`);
    }
    return decoder.decode(log, at);
  }
}
