import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { PKCS11 } from 'pkcs11js';

/** A hardware module as PKCS#11 reaches it, or SoftHSM. */
export interface KeyModule {
  /** The library of its maker: `/usr/lib/softhsm/libsofthsm2.so`. */
  readonly library: string;
  /** Label of the token that holds the keys. */
  readonly token: string;
  /** File of the PIN, read at each login, so that it can be changed. */
  readonly pinFile: string;
}

/** A login at a token. One signature at a time: PKCS#11 has one operation for each session. */
export interface ModuleSession {
  /** @throws Error that names what PKCS#11 returned; never with the PIN or what is signed */
  sign(label: string, bytes: Uint8Array): Promise<Uint8Array>;
  close(): void;
}

// PKCS#11 3.0, section 2.3 has these; the module's own header is of 2.40.
const edwardsKey = 0x40;
const signEdwards = 0x1057;

/** R‖S of P-256 and of Ed25519 alike (RFC 7518, 3.4; RFC 8032, 5.1.6). */
const signatureBytes = 64;

const alreadyThere = /^CKR_(CRYPTOKI_ALREADY_INITIALIZED|USER_ALREADY_LOGGED_IN)$/;

/**
 * Logs in at the token of a module.
 *
 * @throws Error that says what to do
 */
export async function openModuleSession({ library, token, pinFile }: KeyModule): Promise<ModuleSession> {
  const pkcs11 = await loadLibrary();
  const pin = await readPin(pinFile);
  const module = new pkcs11.PKCS11();
  refusedAs(`SEAL_MODULE ${library} cannot be used`, () => {
    module.load(library);
    unlessThere(() => module.C_Initialize());
  });
  const slot = refusedAs('The slots of the module cannot be listed', () => module.C_GetSlotList(true)).find(
    (one) => module.C_GetTokenInfo(one).label.trim() === token,
  );
  if (!slot) throw new Error('SEAL_TOKEN names no token of the module.');
  const session = refusedAs('The token opens no session', () =>
    module.C_OpenSession(slot, pkcs11.CKF_SERIAL_SESSION),
  );
  const close = () => {
    try {
      module.C_CloseSession(session);
    } catch {
      // A module that is away has closed it.
    }
  };
  try {
    refusedAs('The token lets nobody in with the PIN of SEAL_PIN_FILE', () =>
      unlessThere(() => module.C_Login(session, pkcs11.CKU_USER, pin)),
    );
  } catch (error) {
    close();
    throw error;
  }
  return {
    async sign(label, bytes) {
      const key = findPrivateKey(module, session, label, pkcs11);
      if (!key) throw new Error(`The module holds no private key with the label ${label}.`);
      const [kind] = module.C_GetAttributeValue(session, key, [{ type: pkcs11.CKA_KEY_TYPE }]);
      const isEdwards = kind?.value.readUInt8(0) === edwardsKey;
      // Few modules hash for ECDSA; every one signs a digest.
      const data = isEdwards ? Buffer.from(bytes) : createHash('sha256').update(bytes).digest();
      const mechanism = isEdwards ? signEdwards : pkcs11.CKM_ECDSA;
      refusedAs('The module does not sign', () => module.C_SignInit(session, { mechanism }, key));
      return module.C_SignAsync(session, data, Buffer.alloc(signatureBytes)).catch((error: unknown) => {
        throw new Error(`The module does not sign: ${reasonOf(error)}.`);
      });
    },
    close,
  };
}

async function loadLibrary() {
  try {
    return (await import('pkcs11js')).default;
  } catch (cause) {
    throw new Error('SEAL_MODULE needs pkcs11js built for this machine: npm run build:key-module.', {
      cause,
    });
  }
}

async function readPin(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`SEAL_PIN_FILE ${path} cannot be read: give the file of the PIN.`, { cause });
  });
  return text.trim();
}

function findPrivateKey(
  module: PKCS11,
  session: Buffer,
  label: string,
  { CKA_CLASS, CKA_LABEL, CKO_PRIVATE_KEY }: Awaited<ReturnType<typeof loadLibrary>>,
): Buffer | null {
  return refusedAs('The keys of the module cannot be searched', () => {
    module.C_FindObjectsInit(session, [
      { type: CKA_CLASS, value: CKO_PRIVATE_KEY },
      { type: CKA_LABEL, value: label },
    ]);
    try {
      return module.C_FindObjects(session);
    } finally {
      module.C_FindObjectsFinal(session);
    }
  });
}

/** Another part of the process may have done it before. */
function unlessThere(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!alreadyThere.test(reasonOf(error))) throw error;
  }
}

function refusedAs<T>(what: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new Error(`${what}: ${reasonOf(error)}.`, { cause: error });
  }
}

/** The name of the PKCS#11 return value. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown';
}
