import { lookup } from 'node:dns/promises';
import { BoundSocket } from 'node:net';
import type { GatewayOptions } from '../start/gateway-options.ts';
import { explainListenError } from '../start/listen-error.ts';

/** A port that is taken, and on which nobody listens yet. */
export interface BoundAddress {
  readonly socket: BoundSocket;
  /** IP address. */
  readonly address: string;
  readonly url: string;
}

/** Takes the port. @throws UsageError where it cannot be listened on */
export async function bindSocket({
  host,
  port: wished,
}: Pick<GatewayOptions, 'host' | 'port'>): Promise<BoundAddress> {
  try {
    const { address: wanted } = await lookup(host);
    const socket = new BoundSocket({ host: wanted, port: wished });
    // Of a socket that is no path.
    const { address, port, family } = socket.address() as {
      readonly address: string;
      readonly port: number;
      readonly family: string;
    };
    return { socket, address, url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}` };
  } catch (error) {
    throw explainListenError(error, host, wished);
  }
}
