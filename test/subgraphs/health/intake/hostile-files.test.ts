import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { hospitalEnvelope, paperEnvelope } from '../../../facility/envelope.ts';
import { hospitalFile, portalFile, signerOf } from '../../../facility/hospital.ts';
import { hospitalParts } from '../../../facility/hospital-tags.ts';
import { signFile } from '../../../facility/sign-file.ts';
import { facilityCertificate } from '../../../world/facility-certificates.ts';
import { openDesk, refusedBy, type DeskUnderTest } from './desk.ts';
import { arrival, samplePaper } from './sample-papers.ts';

const { paper, number } = samplePaper('DISCHARGE_PAPER');
const facility = paper.issuer;
const signer = signerOf(facility, arrival);
const hospital = hospitalFile([{ paper, number }], arrival)?.xml ?? '';
const portal = portalFile({ paper, number }, arrival)?.xml ?? '';
const unsigned = hospitalEnvelope(facility.code, '20261126', [[...hospitalParts(paper, number)]]);

let bench: DeskUnderTest;
beforeEach(async () => {
  bench = await openDesk();
  await bench.register(facility);
});

/** Sends a file, which must leave nothing behind. */
async function refusal(xml: string | Buffer, root?: string): Promise<readonly string[]> {
  const sender = { facilityCode: facility.code, isCorrection: false };
  const receipt = await bench.desk.receive(Buffer.from(xml), sender, root);
  expect(await bench.files()).toBe(0);
  expect(await bench.papers()).toEqual([]);
  return refusedBy(receipt);
}

const between = (xml: string, tag: string): string => {
  const [found = ''] = new RegExp(`<${tag}[ >].*</${tag}>`, 's').exec(xml) ?? [];
  return found;
};

describe('a file whose signature does not hold', () => {
  it('is refused without a signature, or with it in another place', async () => {
    expect(await refusal(unsigned)).toEqual(['SIGNATURE_MISSING']);
    const place = "//*[local-name(.)='THONGTINDONVI']";
    expect(await refusal(signFile(unsigned, signer, { place }))).toEqual(['SIGNATURE_MISSING']);
    const another = portal.replace('</HSCHUNGTU>', '<Signature/></HSCHUNGTU>');
    expect(await refusal(another)).toEqual(['SIGNATURE_MISSING']);
  });

  it('is refused when a byte of its content, of its time or of the signature was changed', async () => {
    const changed = [
      hospital.replace('<SOLUONGHOSO>1</SOLUONGHOSO>', '<SOLUONGHOSO>1 </SOLUONGHOSO>'),
      hospital.replace(/(<NOIDUNGFILE>.{40})./, '$1A'),
      hospital.replace('<SigningTime>2026-11-26', '<SigningTime>2026-11-25'),
      hospital.replace(/(<SignatureValue>.{10})./, '$1A'),
      hospital.replace(/(<DigestValue>.{10})./, '$1A'),
    ];
    expect(changed).not.toContain(hospital);
    for (const xml of changed) expect(await refusal(xml)).toEqual(['SIGNATURE_INVALID']);
  });

  it('is refused when another key signed it in the name of the facility', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(await refusal(signFile(unsigned, { ...signer, key: privateKey }))).toEqual(['SIGNATURE_INVALID']);
  });

  it('is refused when its certificate is not registered, whatever name it bears', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const certificate = facilityCertificate(facility, { key: privateKey });
    const forged = signFile(unsigned, { ...signer, key: privateKey, certificate });
    expect(await refusal(forged)).toEqual(['CERTIFICATE_UNKNOWN']);
  });

  it.each([
    ['expired', { validTo: '2026-11-26T07:59:59Z' }, 'CERTIFICATE_EXPIRED'],
    ['not valid yet', { validFrom: '2026-11-26T08:00:01Z' }, 'CERTIFICATE_EXPIRED'],
    ['revoked', { revokedAt: '2026-11-26T08:00:00Z', revocationReason: 'key lost' }, 'CERTIFICATE_REVOKED'],
  ])('is refused when its certificate is %s', async (_, change, rule) => {
    bench = await openDesk();
    await bench.register(facility, change);
    expect(await refusal(hospital)).toEqual([rule]);
  });

  it('is taken from a certificate that is to be revoked later', async () => {
    bench = await openDesk();
    await bench.register(facility, { revokedAt: '2026-11-26T08:00:01Z' });
    expect(refusedBy(await bench.send({ xml: hospital, facility: facility.code }))).toEqual([]);
  });

  it('is refused when it is of another facility than its signer, or than its sender', async () => {
    const other = { code: '00001', name: 'Bệnh viện khác' };
    await bench.register(other);
    const signedByOther = signFile(unsigned, signerOf(other, arrival));
    expect(await refusal(signedByOther)).toEqual(['FACILITY_MISMATCH']);
    const sent = await bench.send({ xml: hospital, facility: facility.code }, { sender: other.code });
    expect(refusedBy(sent)).toEqual(['FACILITY_MISMATCH']);
    // Where MACSKCB is outside of what is signed, it is still held against the signer.
    expect(await refusal(portal.replace(`<MACSKCB>${facility.code}`, '<MACSKCB>00001'))).toEqual([
      'FACILITY_MISMATCH',
    ]);
  });
});

describe('a signature that signs something else than it seems', () => {
  const content = between(portal, 'THONGTINHOSO');
  const forged = content.replace(/<NOIDUNGFILE>.*<\/NOIDUNGFILE>/, '<NOIDUNGFILE>PGEvPg==</NOIDUNGFILE>');
  const signature = between(portal, 'Signature');

  it.each([
    ['the signed part moved aside', portal.replace(content, `${forged}<KHAC>${content}</KHAC>`)],
    ['the signed part before a second one', portal.replace(content, `${content}${forged}`)],
    [
      'the signed part inside the signature',
      portal
        .replace(content, forged.replace(' Id="hoso"', ''))
        .replace('</Signature>', `<Object>${content}</Object></Signature>`),
    ],
    ['the signed part with another id', portal.replace(content, content.replace('"hoso"', '"HOSO"'))],
    ['two signatures', portal.replace(signature, `${signature}${signature}`)],
    ['a second signature outside', portal.replace('</HSCHUNGTU>', `${signature}</HSCHUNGTU>`)],
    ['a signature inside a paper', portal.replace(signature, '').replace('</HOSO>', `${signature}</HOSO>`)],
    ['a whole signed file inside another', `<HSCHUNGTU>${portal.replace(/<\?xml.*\?>/, '')}</HSCHUNGTU>`],
    ['content after the signature', portal.replace('</CHUKYDONVI>', `</CHUKYDONVI>${forged}`)],
  ])('is refused: %s', async (_, xml) => {
    expect(xml).not.toBe(portal);
    const [rule] = await refusal(xml);
    expect(rule).toMatch(/^(SIGNATURE|ENVELOPE|FACILITY)_/);
  });

  it('is refused with one reference, with three, or to nothing of the envelope', async () => {
    const references = hospital.match(/<Reference .*?<\/Reference>/gs) ?? [];
    const [first = '', second = ''] = references;
    expect(await refusal(hospital.replace(second, ''))).toEqual(['SIGNATURE_FORM']);
    expect(await refusal(hospital.replace(second, `${second}${second}`))).toEqual(['SIGNATURE_FORM']);
    expect(await refusal(hospital.replace(first, ''))).toEqual(['SIGNATURE_FORM']);
    expect(await refusal(hospital.replace(first, second))).toEqual(['SIGNATURE_FORM']);
  });

  it.each([
    ['rsa-sha1', 'xmldsig-more#rsa-sha256', 'xmldsig-more#rsa-sha1'],
    ['hmac', '2001/04/xmldsig-more#rsa-sha256', '2000/09/xmldsig#hmac-sha1'],
    ['sha1', '2001/04/xmlenc#sha256', '2000/09/xmldsig#sha1'],
    ['another canonical form', 'TR/2001/REC-xml-c14n-20010315', 'TR/2001/REC-xml-c14n-20010315#WithComments'],
    ['XSLT', '2000/09/xmldsig#enveloped-signature', 'TR/1999/REC-xslt-19991116'],
  ])('is refused with a weaker or stranger algorithm: %s', async (_, from, to) => {
    expect(await refusal(hospital.replaceAll(from, to))).toEqual(['SIGNATURE_FORM']);
  });

  it('is read as it was signed: a comment that splits a text changes nothing', async () => {
    const commented = hospital.replace(/(<NOIDUNGFILE>.{40})/, '$1<!-- -->');
    const receipt = await bench.send({ xml: commented, facility: facility.code });
    expect(refusedBy(receipt)).toEqual([]);
    expect(await bench.papers()).toHaveLength(1);
  });
});

describe('XML that is made to harm', () => {
  it.each([
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', 'XML_DOCTYPE'],
    ['a billion laughs', `<!DOCTYPE a [${laughs()}]>`, 'XML_DOCTYPE'],
    ['a document type alone', '<!DOCTYPE GIAMDINHHS>', 'XML_DOCTYPE'],
    ['a processing instruction', '<?php echo 1 ?>', 'XML_MALFORMED'],
  ])('is refused: %s', async (_, prolog, rule) => {
    expect(await refusal(hospital.replace('<GIAMDINHHS>', `${prolog}<GIAMDINHHS>`))).toEqual([rule]);
  });

  it.each([
    ['an unknown entity', '<GIAMDINHHS>&x;', 'XML_MALFORMED'],
    ['a tag that never ends', '<GIAMDINHHS><a>', 'XML_MALFORMED'],
    ['elements a hundred deep', `<GIAMDINHHS>${'<a>'.repeat(100)}${'</a>'.repeat(100)}`, 'XML_TOO_DEEP'],
    ['elements without end', `<GIAMDINHHS>${'<a/>'.repeat(60_000)}`, 'XML_TOO_MUCH'],
    ['attributes without end', `<GIAMDINHHS><a ${attributes()}/>`, 'XML_TOO_MUCH'],
  ])('is refused: %s', async (_, start, rule) => {
    expect(await refusal(hospital.replace('<GIAMDINHHS>', start))).toEqual([rule]);
  });

  it('is refused in another encoding than UTF-8, declared or not', async () => {
    const declared = hospital.replace('encoding="UTF-8"', 'encoding="windows-1258"');
    expect(await refusal(declared)).toEqual(['ENCODING_NOT_UTF8']);
    expect(await refusal(Buffer.from(hospital, 'utf16le'))).not.toEqual([]);
    const latin = Buffer.from(unsigned.replace('<GIAMDINHHS>', '<GIAMDINHHS>é'), 'latin1');
    expect(await refusal(latin)).toEqual(['ENCODING_NOT_UTF8']);
  });

  it.each([
    ['nothing', '', 'XML_MALFORMED'],
    ['no XML', 'hồ sơ', 'XML_MALFORMED'],
    ['another envelope', '<HOSO><THONGTINHOSO/></HOSO>', 'ENVELOPE_UNKNOWN'],
    ['zeros', '\0'.repeat(1000), 'XML_MALFORMED'],
  ])('is refused: %s', async (_, xml, rule) => {
    expect(await refusal(xml)).toEqual([rule]);
  });
});

describe('an envelope that is signed and wrong', () => {
  it('is refused at the address of another, and taken at its own', async () => {
    expect(await refusal(portal, 'HSDLGBT')).toEqual(['ENVELOPE_UNKNOWN']);
    expect(await refusal(hospital, 'HSCHUNGTU')).toEqual(['ENVELOPE_UNKNOWN']);
    const sender = { facilityCode: facility.code, isCorrection: false };
    expect(refusedBy(await bench.desk.receive(Buffer.from(portal), sender, 'HSCHUNGTU'))).toEqual([]);
  });

  const [header, discharge] = hospitalParts(paper, number);
  const sign = (dossiers: Parameters<typeof hospitalEnvelope>[2]) =>
    signFile(hospitalEnvelope(facility.code, '20261126', dossiers), signer);

  it('is refused without a dossier, with a wrong count or without a paper', async () => {
    expect(await refusal(sign([]))).toEqual(['ENVELOPE_INCOMPLETE']);
    const two = hospitalEnvelope(facility.code, '20261126', [[header, discharge]]).replace(
      '<SOLUONGHOSO>1',
      '<SOLUONGHOSO>2',
    );
    expect(await refusal(signFile(two, signer))).toEqual(['ENVELOPE_INCOMPLETE']);
    expect(await refusal(sign([[header]]))).toEqual(['PAPER_KIND_UNKNOWN']);
  });

  it('is refused when it brings HIV data, of which nothing may be kept', async () => {
    expect(await refusal(sign([[header, discharge, { kind: 'XML6', xml: '<a/>' }]]))).toEqual([
      'PART_FORBIDDEN',
    ]);
  });

  it('is refused when it brings an assessment record, which is for councils to type', async () => {
    expect(await refusal(sign([[header, { kind: 'XML12', xml: '<a/>' }]]))).toEqual(['PAPER_KIND_UNKNOWN']);
  });

  it('is refused when the signature covers an empty list in another envelope', async () => {
    const empty = signFile(paperEnvelope(facility.code, '20261126', []), signer, { contentId: 'hoso' });
    expect(await refusal(empty)).toEqual(['ENVELOPE_INCOMPLETE']);
  });
});

/** Entities that would be a gigabyte. */
function laughs(): string {
  const more = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
  return `<!ENTITY l0 "ha">${more.join('')}`;
}

function attributes(): string {
  return Array.from({ length: 40 }, (_, i) => `a${i}="1"`).join(' ');
}
