import { Disclosure } from '../../schema/policy/disclosure.ts';
import type { EndpointGround, SignedCall, SignedEndpoint } from '../kit/signed-endpoint.ts';
import { bearingRange, bears, soleBearer } from './bearers.ts';
import { citizens, type IdentifierKind } from './collections.ts';

/** Identity papers by whose number a facility names its patient; the first kind that fits counts. */
const namingKinds: readonly IdentifierKind[] = ['PERSONAL_NUMBER', 'OLD_ID_CARD', 'PASSPORT'];

/** Purposes for which whoever issues a paper must be understood. */
const issuing: readonly string[] = ['HC.DOC.ISSUE', 'HC.DOC.CORRECT', 'HC.ASSESS.RECORD'];

const mostNumbers = 2_000;
const largestBody = 256 * 1024;

/**
 * `POST /bearers` tells the gateway which citizens bear the personal numbers on papers that a facility sends, so that the
 * agency that keeps the papers need not know anybody's number. The answer goes to no client: an opaque id, or null.
 */
export async function openBearers({ store, policy }: EndpointGround): Promise<readonly SignedEndpoint[]> {
  const collection = await store.collection(citizens);

  async function bearerOf(number: string): Promise<string | null> {
    const candidates = await collection.find(bearingRange(number));
    const kind = namingKinds.find((one) => candidates.some((citizen) => bears(citizen, one, number)));
    return (kind && soleBearer(candidates, kind, number)?.id) ?? null;
  }

  return [
    {
      path: 'bearers',
      bodyLimit: largestBody,
      answer: async ({ call, body }) => {
        const numbers = numbersIn(body);
        if (!numbers) return refused(400, 'BAD_REQUEST', `Name at most ${mostNumbers} numbers, as texts.`);
        if (!mayAsk(call, policy))
          return refused(403, 'PURPOSE_NOT_ALLOWED', 'For papers that are issued alone.');
        const bearers = await Promise.all(
          numbers.map(async (number) => [number, await bearerOf(number)] as const),
        );
        return { status: 200, body: { citizens: Object.fromEntries(bearers) } };
      },
    },
  ];
}

/** Who prints a number on a paper of their own may have it understood. */
function mayAsk({ access }: SignedCall['call'], { table }: EndpointGround['policy']): boolean {
  if (access?.organisation === undefined || !issuing.includes(access.purpose)) return false;
  const { role, purpose, day, reasonRecorded, breakGlass } = access;
  const profile = table.profile({ role, purpose, day, reasonRecorded, breakGlass });
  return profile.disclosure('OWN_RECORD', 'IDENTIFIER') === Disclosure.full;
}

function numbersIn(body: Buffer): readonly string[] | undefined {
  const value: unknown = JSON.parse(body.toString('utf8'));
  const numbers =
    typeof value === 'object' && value !== null && 'numbers' in value ? value.numbers : undefined;
  const isList = Array.isArray(numbers) && numbers.length <= mostNumbers;
  return isList && numbers.every((number) => typeof number === 'string') ? numbers : undefined;
}

function refused(status: number, code: string, message: string) {
  return { status, body: { errors: [{ message, extensions: { code } }] } };
}
