import { openModuleSession, type KeyModule, type ModuleSession } from './key-module.ts';
import type { KeySigner } from './key-signer.ts';

/** A signer whose keys lie in a module: their labels there are the `kid` of the key file. */
export interface ModuleSigner extends KeySigner {
  close(): void;
}

/**
 * Signs with the keys of a hardware module. Signatures are made one after the other. After one that failed the login is made
 * anew, so that a module that was away is used again when it is back.
 *
 * @throws Error that says what to do, when the module cannot be used now
 */
export async function openModuleSigner(
  module: KeyModule,
  open: (module: KeyModule) => Promise<ModuleSession> = openModuleSession,
): Promise<ModuleSigner> {
  let session: ModuleSession | undefined = await open(module);
  let last: Promise<unknown> = Promise.resolve();
  const signNow = async (kid: string, bytes: Uint8Array): Promise<Uint8Array> => {
    session ??= await open(module);
    try {
      return await session.sign(kid, bytes);
    } catch (error) {
      session.close();
      session = undefined;
      throw error;
    }
  };
  return {
    sign(kid, bytes) {
      const signed = last.then(() => signNow(kid, bytes));
      last = signed.catch(() => {});
      return signed;
    },
    close: () => session?.close(),
  };
}

/**
 * The module that the settings of an agency name: all three of its settings, or none.
 *
 * @throws Error that says what to do
 */
export function readKeyModule({
  SEAL_MODULE: library,
  SEAL_TOKEN: token,
  SEAL_PIN_FILE: pinFile,
}: Readonly<Record<string, string | undefined>>): KeyModule | undefined {
  if (library && token && pinFile) return { library, token, pinFile };
  if (library || token || pinFile)
    throw new Error('SEAL_MODULE, SEAL_TOKEN and SEAL_PIN_FILE belong together: give all three or none.');
  return undefined;
}
