import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/** What the user calls the settings of an address. */
export interface AddressNames {
  readonly host: string;
  readonly port: string;
}

const options: AddressNames = { host: '--host', port: '--port' };

/** What to say when a server could not be started on an address; the error itself when that was not the reason. */
export function explainListenError(
  error: unknown,
  host: string,
  port: number,
  names: AddressNames = options,
): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new UsageError(
        `Port ${port} of ${host} is in use; stop what listens there or choose another ${names.port}.`,
      );
    case 'EACCES':
      return new UsageError(
        `Listening on port ${port} is not permitted; choose a ${names.port} from 1024 up.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UsageError(`${host} is no address of this machine; choose another ${names.host}.`);
    default:
      return error;
  }
}
