import type { SandboxesEvent } from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";
import { endWithSandbox } from "./licenses.ts";

/** Keeps `sandboxes` and `sandbox_members`, and ends what was licensed in a sandbox with it. */
export function projectSandboxes(event: SandboxesEvent, entities: Entities): void {
  const { sandboxes, sandbox_members: members } = entities;
  const { at } = event;
  if (event.name === "AuthorityUpdated" || event.name === "PauseChanged") return;
  const sandbox = { id: event.args.sandboxId };
  switch (event.name) {
    case "SandboxOpened": {
      const { regulator, bounds } = event.args;
      sandboxes.add(at, {
        ...sandbox,
        regulator,
        opened_at: at.time,
        open_until: bounds.validUntil,
        closed_at: 0,
        members: 0,
        volume: "0",
        max_volume: bounds.maxVolume,
        value: "0",
        max_value: bounds.maxValue,
        currency: bounds.currency,
        exemptions: bounds.exemptions,
        rules_hash: bounds.rulesHash,
      });
      break;
    }
    case "SandboxJoined":
    case "SandboxLeft": {
      const member = { sandbox_id: sandbox.id, participant_id: event.args.participantId };
      const { members: count } = sandboxes.require(at, sandbox);
      if (event.name === "SandboxJoined") {
        sandboxes.update(at, sandbox, { members: count + 1 });
        members.put(at, { ...member, joined_at: at.time, left_at: 0, expelled: 0 });
      } else {
        sandboxes.update(at, sandbox, { members: count - 1 });
        const leaving = { left_at: at.time, expelled: Number(event.args.expelled) };
        members.update(at, member, leaving);
      }
      break;
    }
    case "SandboxUsed": {
      const { totalVolume, totalValue } = event.args;
      sandboxes.update(at, sandbox, { volume: totalVolume, value: totalValue });
      break;
    }
    case "SandboxClosed":
      sandboxes.update(at, sandbox, { closed_at: at.time });
      endWithSandbox(at, sandbox.id, entities);
      break;
  }
}
