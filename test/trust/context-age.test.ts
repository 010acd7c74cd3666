import { decodeJwt } from 'jose';
import { afterEach, expect, test, vi } from 'vitest';
import { Asker } from '../../gateway/trust/asker.ts';
import { hubContextHeader, hubContextMaxAge } from '../../schema/hub-context.ts';
import { createGatewayKey } from './signed-subgraph.ts';

afterEach(() => vi.unstubAllGlobals());

test('a context lives no longer for a second that ends while it is signed', async () => {
  const { sign } = await createGatewayKey();
  let now = 1_800_000_000_000;
  class HastyDate extends Date {
    constructor() {
      super((now += 1000));
    }
    static override now = () => (now += 1000);
  }
  vi.stubGlobal('Date', HastyDate);
  const headers = sign({ subgraph: 'population', body: '{}', asker: new Asker('request-1') });
  const { iat = 0, exp = 0 } = decodeJwt(headers[hubContextHeader] ?? '');
  expect(exp - iat).toBe(hubContextMaxAge);
});
