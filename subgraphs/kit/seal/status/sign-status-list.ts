import { issuerOf } from '../../keys/agency-key.ts';
import type { KeyRing } from '../../keys/key-ring.ts';
import { bitsEach, packStatuses, type StatusName } from './status-bits.ts';
import { statusUri } from './status-place.ts';

/** `typ` of a status list token (Token Status List, section 5.1). */
export const statusListType = 'statuslist+jwt';

/** How long a list may be relied on without another look; seconds. */
const listLife = 24 * 60 * 60;

/** How long a list may be kept before it is asked for again; seconds. */
const listFreshness = 300;

/**
 * Signs the status list of a month: an IETF Token Status List, so that who asks for it does not tell of which document.
 *
 * @param list the month, `YYYY-MM`
 * @param statuses of the seals whose documents do not hold any more
 * @param now seconds since 1970
 */
export async function signStatusList(
  list: string,
  statuses: Iterable<readonly [place: number, status: StatusName]>,
  keys: KeyRing,
  now: number,
): Promise<string> {
  const payload = {
    iss: issuerOf(keys.agency),
    sub: statusUri(keys.agency, list),
    iat: now,
    exp: now + listLife,
    ttl: listFreshness,
    status_list: { bits: bitsEach, lst: packStatuses(statuses) },
  };
  const { jws } = await keys.sign({ typ: statusListType }, payload, now);
  return jws;
}
