import { sealed, sealedIn } from '../../subgraphs/health/sealed.ts';
import { health } from '../../subgraphs/health/subgraph.ts';
import { developmentKeyRing } from '../../subgraphs/kit/keys/development/development-keys.ts';
import { sealAtWrite, type AtWrite } from '../../subgraphs/kit/seal/at-write/seal-at-write.ts';
import { openSealing } from '../../subgraphs/kit/seal/open-sealing.ts';
import { subgraphSchema } from '../../subgraphs/kit/start-subgraph.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';

/** What a process of Health seals with what it writes to a store. */
export async function sealHealth(store: Store): Promise<AtWrite> {
  const ring = developmentKeyRing('health');
  const options = { types: sealed, store, keys: () => ring, maskKey: 'k'.repeat(32) };
  const { sealer } = await openSealing(await subgraphSchema(health), options);
  return sealAtWrite(store, sealer, sealedIn);
}
