import { stat } from 'node:fs/promises';

/** A setting's value, and what it is called by whoever gave it. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

const thisMachine: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** Characters; 32 hexadecimal ones are 128 bits. */
const shortestSecret = 32;

/** Permission bits of those who are neither the owner nor in its group. */
const others = 0o007;

/**
 * Addresses at which data or keys would cross a network in the clear.
 *
 * @param encryptedHosts hosts to which something else encrypts: a mesh, a tunnel
 */
export function plainAddresses(
  addresses: readonly NamedValue[],
  encryptedHosts: readonly string[],
): readonly string[] {
  const allowed = new Set([...thisMachine, ...encryptedHosts]);
  const refusals = addresses.flatMap(({ name, value }) => {
    const open = plainHosts(value).filter((host) => !allowed.has(host));
    if (open.length === 0) return [];
    return [
      `${name}: ${open.join(', ')} would be reached without encryption. Use ${remedyFor(value)}, or name the host in network.encryptedHosts where a mesh or a tunnel encrypts.`,
    ];
  });
  // One setting may say where several things go.
  return [...new Set(refusals)];
}

/**
 * Whether what is sent to an address is read by nobody on the way: an address by https, on this machine, or of a host to
 * which something else encrypts.
 *
 * @param encryptedHosts with commas between them
 */
export function isPrivateAddress(address: string, encryptedHosts: string | undefined): boolean {
  const { protocol } = URL.parse(address) ?? {};
  const hosts = encryptedHosts?.split(',').map((host) => host.trim()) ?? [];
  return (
    protocol === 'https:' ||
    (protocol === 'http:' && plainAddresses([{ name: '', value: address }], hosts).length === 0)
  );
}

/** Files with keys that every account of the machine can read or change. */
export async function openKeyFiles(files: readonly NamedValue[]): Promise<readonly string[]> {
  const modes = await Promise.all(
    files.map(async ({ name, value }) => {
      // One that is not there is told of by whoever reads it.
      const mode = (await stat(value).catch(() => undefined))?.mode ?? 0;
      return (mode & others) === 0
        ? []
        : [`${name}: everybody on this machine can open ${value}. Run \`chmod o= ${value}\`.`];
    }),
  );
  return modes.flat();
}

/** A secret that can be guessed, or is printed in the documentation. */
export function weakSecret({ name, value }: NamedValue): readonly string[] {
  return value.length >= shortestSecret
    ? []
    : [
        `${name} is too short to be a secret: make one of at least ${shortestSecret} characters, as with \`openssl rand -hex 32\`.`,
      ];
}

function plainHosts(given: string): readonly string[] {
  // Whoever reads a URL does not see the blanks around it.
  const address = given.trim();
  const { protocol, hostname } = URL.parse(address) ?? {};
  if (/^http:/i.test(address)) return [hostname ?? 'the address'];
  // No URL: a replica set has several hosts. A password may hold what should have been escaped, and is no host.
  const mongodb = /^mongodb(?<srv>\+srv)?:\/\/(?:[^?]*@)?(?<hosts>[^/?]+)[^?]*(?:\?(?<options>.*))?$/.exec(
    address,
  )?.groups;
  if (mongodb === undefined) return hostname && protocol !== 'https:' ? [hostname] : [];
  const options = new URLSearchParams(mongodb['options'] ?? '');
  if (options.get('tls') === 'true' || options.get('ssl') === 'true') return [];
  // With +srv the driver encrypts unless told otherwise.
  if (mongodb['srv'] && options.get('tls') !== 'false' && options.get('ssl') !== 'false') return [];
  return (mongodb['hosts'] ?? '').split(',').map((host) => host.replace(/:\d+$/, ''));
}

function remedyFor(address: string): string {
  return address.startsWith('mongodb') ? 'tls=true in the URI' : 'https';
}
