import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openClientFolder, type ClientFolder } from '../../gateway/identity/clients/client-folder.ts';
import { clientsFolder, readRegisters } from './registers.ts';
import { replaceFile } from './replace-file.ts';

/** How long a change of a file may take to be noticed, at the most. */

let folder: string;
let open: ClientFolder;
let told: (readonly string[])[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-'));
  await cp(clientsFolder, folder, { recursive: true });
  told = [];
  const source = { folder, vocabulary: await readRegisters(), everyIssuer: ['https://also.test'] };
  open = await openClientFolder(source, (mistakes) => told.push(mistakes));
});
afterEach(async () => {
  open.close();
  await rm(folder, { recursive: true });
});

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(folder, file);
  await replaceFile(path, change(await readFile(path, 'utf8')));
}

const suspension = 'suspended: { since: 2026-11-24, reason: KEY_COMPROMISED }\n';

describe('while the hub runs', () => {
  test('a suspension holds as soon as the file says so, and ends with it', async () => {
    expect(open.current().get('hospital-his')?.suspended).toBeUndefined();
    await edit('hospital-his.yaml', (text) => text + suspension);
    await expect.poll(() => open.current().get('hospital-his')?.suspended?.reason).toBe('KEY_COMPROMISED');
    await edit('hospital-his.yaml', (text) => text.replace(suspension, ''));
    await expect.poll(() => open.current().get('hospital-his')?.suspended).toBeUndefined();
    expect(told.flat()).toEqual([]);
  });

  test('a bad change is told, and the state from before stays', async () => {
    await edit('hospital-his.yaml', (text) => text.replace('agency: health', 'agency: bank'));
    await expect
      .poll(() => told.flat())
      .toEqual([expect.stringMatching(/^hospital-his\.yaml: agency must be one of /)]);
    expect(open.current().get('hospital-his')?.agency).toBe('health');
  });

  test('a bad change to one client does not hold up the suspension of another', async () => {
    await edit('hospital-his.yaml', () => 'broken: [');
    await edit('vss-benefits.yaml', (text) => text + suspension);
    await expect.poll(() => open.current().get('vss-benefits')?.suspended).toBeDefined();
    expect(open.current().get('hospital-his')?.agency).toBe('health');
  });

  test('an operation that is changed is taken over, and one that is gone is told', async () => {
    const file = 'operations/vss-benefits/payment-to-make.graphql';
    const before = open.current().get('vss-benefits')?.operations;
    await edit(file, (text) => text.replace('    number\n', ''));
    await expect.poll(() => open.current().get('vss-benefits')?.operations).not.toBe(before);
    await rm(join(folder, file));
    await expect
      .poll(() => told.flat())
      .toContainEqual(expect.stringContaining(`names ${file}, which cannot be read`));
  });

  test('a new file is a new client, and one that is taken away is gone', async () => {
    const text = await readFile(join(folder, 'hub-audit.yaml'), 'utf8');
    await writeFile(join(folder, 'second-audit.yaml'), text.replace('id: hub-audit', 'id: second-audit'));
    await expect.poll(() => open.current().has('second-audit')).toBe(true);
    await rm(join(folder, 'hub-audit.yaml'));
    await expect.poll(() => open.current().has('hub-audit')).toBe(false);
  });

  test('an issuer for every client may name each of them, also after a change', async () => {
    await edit('hub-audit.yaml', (text) => text.replace('perMinute: 60', 'perMinute: 61'));
    await expect.poll(() => open.current().get('hub-audit')?.quota.perMinute).toBe(61);
    for (const { issuers } of open.current().values()) {
      expect([...issuers]).toEqual(['https://id.lienthong.gov.vn', 'https://also.test']);
    }
  });
});

test('a folder with a mistake is no folder to start with, and every mistake is told', async () => {
  const vocabulary = await readRegisters();
  await edit('hub-audit.yaml', (text) => text.replace('agency: hub', 'agency: bank'));
  await edit('vss-portal.yaml', (text) => text.replace('scopes: []', ''));
  const opened = openClientFolder({ folder, vocabulary }, () => {});
  await expect(opened).rejects.toThrow(
    /^hub-audit\.yaml: agency .*\n(.*\n)*vss-portal\.yaml: scopes must be a list/,
  );
  const nowhere = join(folder, 'nowhere');
  await expect(openClientFolder({ folder: nowhere, vocabulary }, () => {})).rejects.toThrow('nowhere');
});
