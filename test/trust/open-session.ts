import { createHmac, generateKeyPairSync } from 'node:crypto';
import { graphqlTarget } from '../../schema/call-target.ts';
import {
  deriveSessionKey,
  hubSessionForm,
  readSessionKey,
  sessionHeader,
  type SessionAnswer,
} from '../../schema/hub-session.ts';
import { send, type ForgedClaims, type GatewayKey } from './signed-subgraph.ts';

/** What a call asks where nothing else is said. */
export const asked = JSON.stringify({ query: '{ __typename }' });

/** A session with the subgraph, as a gateway opens it. */
export async function openSession(url: string, key: GatewayKey) {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const offer = JSON.stringify({ form: hubSessionForm, publicKey: publicKey.export({ format: 'jwk' }).x });
  const { status, text } = await send(new URL('session', url).href, offer, await key.forge(offer));
  if (status !== 200) throw new Error(`No session is opened: ${status}.`);
  const { id, publicKey: theirs } = JSON.parse(text) as SessionAnswer;
  const header = sessionHeader(id, 'population');
  return { header, key: deriveSessionKey(privateKey, readSessionKey(theirs), header) };
}

/** What calls of a session are forged with. */
export type Session = Awaited<ReturnType<typeof openSession>>;

let calls = 0;

/** A number that no other call has. */
export function nextNumber(): string {
  return String(++calls);
}

/** A call of a session, with parts that an honest gateway would not write. Times are in seconds from now. */
export function forge(
  session: Session,
  { iat = 0, exp = 20, ...claims }: ForgedClaims = {},
  { header = session.header, number = nextNumber(), sent = asked, target = graphqlTarget } = {},
) {
  const now = Math.floor(Date.now() / 1_000);
  const asker = { requestId: 'r', ...claims, iat: now + iat, exp: now + exp };
  return code(
    session,
    `${header}.${Buffer.from(JSON.stringify(asker)).toString('base64url')}.${number}`,
    sent,
    target,
  );
}

/** The right code behind a text. */
export function code({ key: secret }: Session, told: string, sent = asked, target = graphqlTarget): string {
  const right = createHmac('sha256', secret).update(`${told}.${target}\n${sent}`);
  return `${told}.${right.digest('base64url')}`;
}
