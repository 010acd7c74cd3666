import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Pkcs11 from 'pkcs11js';
import { vi } from 'vitest';
import type { KeyModule } from '../../subgraphs/kit/keys/key-module.ts';

const library = '/usr/lib/softhsm/libsofthsm2.so';
const pin = '4711';

/** Object identifiers of the curves, in DER, as `CKA_EC_PARAMS` takes them; for Ed25519 SoftHSM wants the name (RFC 8032). */
const curves = {
  ES256: { parameters: '06082a8648ce3d030107', make: 0x1040 },
  EdDSA: { parameters: '130c656477617264733235353139', make: 0x1055 },
} as const;

/** A token of SoftHSM, made for a test. */
export interface SoftModule extends KeyModule {
  /** Makes a pair in the token. @returns the file of its public half, PEM */
  makeKey(label: string, alg: keyof typeof curves): string;
  remove(): void;
}

function loadPkcs11(): typeof Pkcs11 | undefined {
  try {
    return createRequire(import.meta.url)('pkcs11js') as typeof Pkcs11;
  } catch {
    return undefined;
  }
}

const pkcs11 = loadPkcs11();

/** Why no module can be used here; undefined where one can. */
export const noModule = !existsSync(library)
  ? 'no SoftHSM here: install softhsm2'
  : pkcs11 === undefined
    ? 'pkcs11js is not built here: npm run build:key-module'
    : undefined;

export function makeSoftModule(): SoftModule {
  if (!pkcs11) throw new Error(noModule);
  const folder = mkdtempSync(join(tmpdir(), 'module-'));
  mkdirSync(join(folder, 'tokens'));
  const config = join(folder, 'softhsm2.conf');
  writeFileSync(config, `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\n`);
  vi.stubEnv('SOFTHSM2_CONF', config);
  const given = ['--init-token', '--free', '--label', 'health', '--so-pin', '0000', '--pin', pin];
  execFileSync('softhsm2-util', given, { stdio: 'ignore' });
  initialize(pkcs11);
  const pinFile = join(folder, 'pin');
  writeFileSync(pinFile, `${pin}\n`, { mode: 0o600 });
  return {
    library,
    token: 'health',
    pinFile,
    makeKey(label, alg) {
      const pem = join(folder, `${label}.pem`);
      writeFileSync(pem, makePair(pkcs11, label, alg));
      return pem;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Once for the process: the library reads then where its tokens are. */
function initialize(p: typeof Pkcs11): void {
  const module = new p.PKCS11();
  module.load(library);
  module.C_Initialize();
}

/** @returns the public half, PEM */
function makePair(p: typeof Pkcs11, label: string, alg: keyof typeof curves): string {
  const module = new p.PKCS11();
  module.load(library);
  const slot = module.C_GetSlotList(true).find((one) => module.C_GetTokenInfo(one).label.trim() === 'health');
  if (!slot) throw new Error('no token');
  const session = module.C_OpenSession(slot, p.CKF_SERIAL_SESSION | p.CKF_RW_SESSION);
  module.C_Login(session, p.CKU_USER, pin);
  const { parameters, make } = curves[alg];
  const { publicKey } = module.C_GenerateKeyPair(
    session,
    { mechanism: make },
    [
      { type: p.CKA_TOKEN, value: true },
      { type: p.CKA_LABEL, value: label },
      { type: p.CKA_EC_PARAMS, value: Buffer.from(parameters, 'hex') },
    ],
    [
      { type: p.CKA_TOKEN, value: true },
      { type: p.CKA_LABEL, value: label },
      { type: p.CKA_SENSITIVE, value: true },
      { type: p.CKA_EXTRACTABLE, value: false },
      { type: p.CKA_SIGN, value: true },
    ],
  );
  const [point] = module.C_GetAttributeValue(session, publicKey, [{ type: p.CKA_EC_POINT }]);
  // The last session that is closed logs out.
  module.C_CloseSession(session);
  // The point stands in an OCTET STRING: two bytes of head.
  return pemOf(alg, point?.value.subarray(2) ?? Buffer.alloc(0));
}

/** A SubjectPublicKeyInfo around the point. */
function pemOf(alg: keyof typeof curves, point: Buffer): string {
  const head =
    alg === 'EdDSA' ? '302a300506032b6570032100' : '3059301306072a8648ce3d020106082a8648ce3d030107034200';
  const text = Buffer.concat([Buffer.from(head, 'hex'), point]).toString('base64');
  return `-----BEGIN PUBLIC KEY-----\n${text}\n-----END PUBLIC KEY-----\n`;
}
