import { graphqlTarget } from '../../schema/call-target.ts';
import { hubContextHeader } from '../../schema/hub-context.ts';
import type { ContextSigner } from './context-signer.ts';
import { createSessionMac } from './session-mac.ts';

/** What gateway and subgraph have agreed on: see `schema/hub-session.ts`. */
export interface ContextSession {
  /** First part of each of its calls. */
  readonly header: string;
  /** Makes the headers of a call to its subgraph. */
  readonly prove: ContextSigner;
}

/** @param header the session's `sessionHeader` @param key the 32 bytes that both sides came to */
export function createContextSession(header: string, key: Uint8Array): ContextSession {
  const codeOf = createSessionMac(key);
  let calls = 0;
  return {
    header,
    prove({ body, asker, target = graphqlTarget }) {
      const told = `${header}.${asker.told()}.${++calls}.`;
      return { [hubContextHeader]: told + codeOf(`${told}${target}\n`, body) };
    },
  };
}
