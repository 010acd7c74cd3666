import type { MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import { facilityCertificate, facilityKey, type CertifiedFacility } from '../world/facility-certificates.ts';
import { flatNotice, hospitalEnvelope, paperEnvelope, writeTags, type EnvelopePart } from './envelope.ts';
import { hospitalParts, isHospitalPaper } from './hospital-tags.ts';
import { portalPaper } from './portal-tags.ts';
import { dayText } from './portal-text.ts';
import { signFile, type FacilitySigner } from './sign-file.ts';

/** A paper that a facility is about to send, and the personal number of whom it is about. */
export interface OutgoingPaper {
  readonly paper: MedicalDocumentRecord;
  readonly number: string | undefined;
}

/** A file ready to be sent, and where to. */
export interface OutgoingFile {
  readonly path:
    'api/qd130/guiHoSoXmlQD3176' | 'api/chungtugw/GuiHoSoChungTu2025' | 'api/hososuckhoe/guiGiayToDienTu';
  readonly facility: string;
  /** `loaiHoSo` or `loaiHs`. */
  readonly kind: '130' | '39' | '60' | '61';
  readonly xml: string;
}

/** The signature of a synthetic facility. */
export function signerOf(facility: CertifiedFacility, signedAt: string): FacilitySigner {
  return { key: facilityKey, certificate: facilityCertificate(facility), signedAt };
}

/** The papers of one facility as its hospital software sends them (XML130); undefined where it has no form for them. */
export function hospitalFile(outgoing: readonly OutgoingPaper[], signedAt: string): OutgoingFile | undefined {
  const dossiers = outgoing.flatMap(({ paper, number }) =>
    isHospitalPaper(paper) ? [hospitalParts(paper, number) as readonly EnvelopePart[]] : [],
  );
  const issuer = outgoing[0]?.paper.issuer;
  if (!issuer || dossiers.length !== outgoing.length) return undefined;
  const xml = hospitalEnvelope(issuer.code, dayText(signedAt.slice(0, 10)), dossiers);
  return {
    path: 'api/qd130/guiHoSoXmlQD3176',
    facility: issuer.code,
    kind: '130',
    xml: signFile(xml, signerOf(issuer, signedAt)),
  };
}

/** A paper in the forms of 2025 (PL02); undefined for a kind that has none there. */
export function portalFile({ paper, number }: OutgoingPaper, signedAt: string): OutgoingFile | undefined {
  const written = portalPaper(paper, number);
  if (!written) return undefined;
  const { kind, tags } = written;
  const facility = paper.issuer.code;
  const signer = signerOf(paper.issuer, signedAt);
  if (kind === 'HSDLGBT' || kind === 'HSDLGCS') {
    const xml = signFile(flatNotice(kind, tags), signer);
    return { path: 'api/hososuckhoe/guiGiayToDienTu', facility, kind: kind === 'HSDLGBT' ? '60' : '61', xml };
  }
  const part = { kind, xml: `<CHUNG_TU>${writeTags(tags)}</CHUNG_TU>` };
  const xml = signFile(paperEnvelope(facility, dayText(signedAt.slice(0, 10)), [[part]]), signer, {
    contentId: 'hoso',
  });
  return { path: 'api/chungtugw/GuiHoSoChungTu2025', facility, kind: '39', xml };
}

/** The body of a submission and its media type, as each channel wants it. */
export function submissionOf({ path, facility, kind, xml }: OutgoingFile): {
  readonly body: string;
  readonly contentType: string;
} {
  const file = Buffer.from(xml).toString('base64');
  if (path === 'api/qd130/guiHoSoXmlQD3176') {
    const body = {
      username: 'his',
      loaiHoSo: kind,
      maTinh: facility.slice(0, 2),
      maCSKCB: facility,
      fileHSBase64: file,
    };
    return { body: JSON.stringify(body), contentType: 'application/json' };
  }
  const form = new URLSearchParams({
    maCskcb: facility,
    username: 'his',
    password: 'x',
    loaiHs: kind,
    fileBase64Str: file,
  });
  return { body: form.toString(), contentType: 'application/x-www-form-urlencoded' };
}
