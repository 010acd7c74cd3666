import { hubContextMaxAge, type AccessContext, type ProvenRelations } from '../../schema/hub-context.ts';
import type { SessionAsker } from '../../schema/hub-session.ts';
import type { AccessFacts } from '../access/access-facts.ts';
import type { RequestContext } from '../http/request-context.ts';
import { accessContext } from './access-context.ts';

/** Who asks, for all calls of one request for which the same is proven. */
export class Asker {
  readonly requestId: string;
  /** Left out for a caller about whom nothing is known. */
  readonly access: AccessContext | undefined;
  #second = 0;
  #told = '';

  constructor(requestId: string, access?: AccessContext) {
    this.requestId = requestId;
    this.access = access;
  }

  /** As calls of sessions tell it (`SessionAsker`, base64url): written anew in each second in which it is asked for. */
  told(): string {
    const now = Math.floor(Date.now() / 1_000);
    if (now !== this.#second) {
      const { requestId, access } = this;
      const asker = {
        requestId,
        ...(access && { access }),
        iat: now,
        exp: now + hubContextMaxAge,
      } satisfies SessionAsker;
      this.#told = Buffer.from(JSON.stringify(asker)).toString('base64url');
      this.#second = now;
    }
    return this.#told;
  }
}

/**
 * What is to be told of who asks in one request; the same object for the same.
 *
 * @param proven of the caller for this call; nothing is told of who asks if left out
 */
export type AskerOf = (
  context: Pick<RequestContext, 'requestId' | 'facts' | 'askers'>,
  proven?: ProvenRelations,
  caseToProve?: string,
) => Asker;

/** An asker, and what it was made of beside the id of the request. */
export interface MadeAsker {
  readonly asker: Asker;
  readonly facts: AccessFacts | undefined;
  readonly version: string;
  readonly proven: ProvenRelations | undefined;
  readonly caseToProve: string | undefined;
}

/** @param policyVersion of the table by which the gateway decides */
export function createAskers(policyVersion: () => string): AskerOf {
  return (context, proven, caseToProve) => {
    const { requestId, facts, askers } = context;
    const version = policyVersion();
    const before = askers?.find(
      (made) =>
        made.proven === proven &&
        made.caseToProve === caseToProve &&
        made.version === version &&
        made.facts === facts,
    );
    if (before) return before.asker;
    const asker = new Asker(requestId, facts && proven && accessContext(facts, version, proven, caseToProve));
    askers?.push({ asker, facts, version, proven, caseToProve });
    return asker;
  };
}
