import { readFile } from 'node:fs/promises';
import { watchFile } from '../watch-file.ts';
import { developmentKeyRing, refuseDevelopmentKeys } from './development/development-keys.ts';
import type { KeyRing } from './key-ring.ts';
import { openModuleSigner, readKeyModule, type ModuleSigner } from './module-signer.ts';
import { proveKeyRing } from './prove-key-ring.ts';
import { readKeyRing } from './read-key-ring.ts';

/** The keys of an agency, which follow their file while the agency runs. */
export interface SealKeys {
  readonly current: () => KeyRing;
  /** Ends following the file. */
  readonly close: () => void;
}

/** Where what happens to the key file is told; never with a key. */
interface Teller {
  log(line: string): void;
  error(line: string): void;
}

/**
 * Opens the key file that `SEAL_KEYS` names. Without it an agency seals by the keys that everybody knows, but not in
 * production (`NODE_ENV`), where those are refused in a key file as well. A file that is changed is taken over; one that
 * became bad is told of, and the keys from before stay. With `SEAL_MODULE` the private halves lie in a hardware module, which
 * proves at the start that it holds the key in force.
 *
 * @throws Error that says what to do
 */
export async function openSealKeys(
  agency: string,
  settings: Readonly<Record<string, string | undefined>>,
  teller: Teller,
): Promise<SealKeys> {
  const { SEAL_KEYS: path, NODE_ENV: environment } = settings;
  const isProduction = environment === 'production';
  const module = readKeyModule(settings);
  if (!path) {
    if (module) throw new Error('SEAL_KEYS is not set: give the file of the public halves of the module.');
    if (isProduction) throw new Error('SEAL_KEYS is not set: give the key file with which the agency seals.');
    const ring = developmentKeyRing(agency);
    return { current: () => ring, close: () => {} };
  }
  const signer = module && (await openModuleSigner(module));
  try {
    return await followKeyFile({ path, agency, signer, isProduction }, teller);
  } catch (error) {
    signer?.close();
    throw error;
  }
}

interface FollowedFile {
  readonly path: string;
  readonly agency: string;
  readonly signer: ModuleSigner | undefined;
  readonly isProduction: boolean;
}

async function followKeyFile(
  { path, agency, signer, isProduction }: FollowedFile,
  teller: Teller,
): Promise<SealKeys> {
  const read = (content: string): KeyRing => {
    try {
      const ring = readKeyRing(content, agency, signer);
      if (isProduction) refuseDevelopmentKeys(ring.keys);
      return ring;
    } catch (error) {
      throw new Error(`SEAL_KEYS ${path} ${error instanceof Error ? error.message : 'cannot be read'}.`, {
        cause: error,
      });
    }
  };
  const text = await readText(path);
  let ring = read(text);
  const prove = async () => signer && proveKeyRing(ring, Date.now() / 1000);
  await prove();
  const close = watchFile(path, text, (changed) => {
    try {
      ring = read(changed);
      teller.log(`Reloaded: ${path}`);
      prove().catch((error: Error) => teller.error(error.message));
    } catch (error) {
      teller.error(`${(error as Error).message} The keys from before stay in force.`);
    }
  });
  return {
    current: () => ring,
    close() {
      close();
      signer?.close();
    },
  };
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`SEAL_KEYS ${path} cannot be read: give the path of a key file.`, { cause });
  });
}
