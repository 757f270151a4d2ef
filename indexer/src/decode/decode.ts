import type { LogBytes } from "../chain/log.ts";
import { ADDRESS_BYTES, WORD } from "../chain/log.ts";
import { BadDeploymentError, UnknownEventError } from "../errors.ts";
import { DECODERS } from "../generated/events.ts";
import type { ContractEvent, ContractName, EventDecoder, Place } from "../generated/events.ts";

interface Contract {
  readonly name: ContractName;
  /** By their first topics, each as a character a byte. */
  readonly decoders: ReadonlyMap<string, EventDecoder<ContractEvent>>;
}

/** Decodes the logs of one deployment's contracts. */
export class Decoder {
  /** Whose logs it decodes, in lower case. */
  readonly addresses: readonly string[];
  /** By their addresses, each as a character a byte. */
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
      const decoders = [...DECODERS[name].values()];
      const byTopic = new Map(decoders.map((decoder) => [characters(decoder.topic), decoder]));
      this.#contracts.set(characters(address), { name, decoders: byTopic });
    }
    const unknown = Object.keys(contracts).find((name) => !Object.hasOwn(DECODERS, name));
    if (unknown !== undefined) {
      throw new BadDeploymentError(
        `The deployment names a contract ${unknown}, which is not known`,
      );
    }
    this.addresses = Object.values(contracts).map((address) => address.toLowerCase());
  }

  /** @throws UnknownEventError if no contract of the deployment emits such a log. */
  decode(log: LogBytes, at: Place): ContractEvent {
    const { bytes, addressAt, topicsAt, topics, dataAt, end } = log;
    const address = bytes.toString("latin1", addressAt, addressAt + ADDRESS_BYTES);
    const contract = this.#contracts.get(address);
    if (contract === undefined) throw unknown("a stranger", log, at, "was not asked for");
    const topic = topics === 0 ? "" : bytes.toString("latin1", topicsAt, topicsAt + WORD);
    const decoder = contract.decoders.get(topic);
    if (decoder === undefined) {
      throw unknown(contract.name, log, at, "is no event of that contract");
    }
    const malformed = `is no well-formed ${decoder.name}`;
    if (topics !== decoder.topics || end - dataAt < decoder.size) {
      throw unknown(contract.name, log, at, malformed);
    }
    const contents = {
      topics: bytes.subarray(topicsAt, topicsAt + topics * WORD),
      data: bytes.subarray(dataAt, end),
    };
    try {
      return decoder.decode(contents, at);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw unknown(contract.name, log, at, malformed);
    }
  }
}

function unknown(contract: string, log: LogBytes, at: Place, why: string): UnknownEventError {
  const { bytes, addressAt, topicsAt, topics } = log;
  const hex = (start: number, length: number) =>
    `0x${bytes.toString("hex", start, start + length)}`;
  const topic = topics === 0 ? "none" : hex(topicsAt, WORD);
  return new UnknownEventError(contract, hex(addressAt, ADDRESS_BYTES), at, topic, why);
}

/** What `0x` hex stands for, as a character a byte: a key by which it is found among bytes. */
function characters(hex: string): string {
  return Buffer.from(hex.slice(2), "hex").toString("latin1");
}
