import { createHeadSender, type WitnessState } from './head-sender.ts';

/** Those who keep the heads of a log elsewhere, so that nobody can write it anew without their finding out. */
export interface Witnesses {
  /** @param head a signed head that is durable here: compact JWS */
  send(head: string): void;
  states(): readonly WitnessState[];
  /** Sends what waits; never waits for long, and never rejects. */
  close(): Promise<void>;
}

/** @param addresses each is sent each head, and none waits for another */
export function openWitnesses(addresses: readonly string[], tell: (line: string) => void): Witnesses {
  const senders = addresses.map((address) => createHeadSender(address, tell));
  return {
    send: (head) => senders.forEach((sender) => sender.send(head)),
    states: () => senders.map((sender) => sender.state()),
    async close() {
      await Promise.all(senders.map((sender) => sender.close()));
    },
  };
}
