import { createHash, randomBytes } from 'node:crypto';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { StoreError } from '../../subgraphs/kit/store/store-errors.ts';
import { createHubGateway } from '../hub-gateway.ts';
import { openWitnesses } from '../log/witness/witnesses.ts';
import { hubKeys } from '../publication/hub-keys.ts';
import { openWebhooks } from '../webhooks/open-webhooks.ts';
import { refuseTokens } from '../identity/token-verifier.ts';
import type { GatewayOptions } from './gateway-options.ts';
import type { Decision, GatewayInputs, OpenGateway } from './open-gateway.ts';
import { openLog } from './open-log.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/**
 * The gateway of the hub, as a process of its own: clients, purposes and policy decide about each field.
 *
 * @throws UsageError for a wrong option, StoreError
 */
export async function openClassifiedGateway(
  {
    hub,
    onDenial,
    registeredOnly,
    limits,
  }: Pick<GatewayOptions, 'hub' | 'onDenial' | 'registeredOnly' | 'limits'>,
  { supergraphSdl, signer, rules, gate, cursorSecret, quotas, onProgress, read, tell }: GatewayInputs,
  { policy, policyTexts, clients }: Decision,
): Promise<OpenGateway> {
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const each of closers.toReversed()) await each();
  };
  try {
    const store = await openStore({ uri: hub.store ?? 'memory:' });
    closers.push(() => store.close());
    const { witnesses: addresses = [] } = hub.log;
    const witnesses = openWitnesses(addresses, tell);
    closers.push(witnesses.close);
    const onHead = addresses.length > 0 ? witnesses.send : undefined;
    const log = await openLog(hub.log, tell, read, { onHead, onRead: onProgress });
    closers.push(() => log.close());
    const verifyToken = gate?.verify ?? refuseTokens;
    const gateway = await createHubGateway({
      supergraphSdl,
      policy,
      policyTexts,
      clients: clients.current,
      verifyToken,
      registeredOnly,
      sign: signer,
      log,
      store,
      cursorKey:
        cursorSecret === undefined ? randomBytes(32) : createHash('sha256').update(cursorSecret).digest(),
      rules,
      quotas,
      onDenial,
      limits,
      alarm: tell,
      onFault: (fault) => tell(fault.message),
    });
    closers.push(gateway.close);
    gateway.metrics.witnesses(witnesses.states);
    const ground = { store, clients: gateway.clients, onFault: tell };
    const events = await openWebhooks(hub.events, ground, read).catch((error: unknown) => {
      throw error instanceof StoreError ? error : new UsageError((error as Error).message);
    });
    if (events) {
      closers.push(events.relay.close);
      gateway.metrics.relay(events.relay.queue);
    }
    const ownKeys = () => hubKeys({ log: log.kept, webhooks: events?.keys });
    return {
      ...gateway,
      verifyToken,
      events,
      ownKeys,
      takeOver: () => log.takeOver?.(),
      leave: () => log.leave?.(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
