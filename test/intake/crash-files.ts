import { paperEnvelope, writeTags } from '../facility/envelope.ts';
import { signerOf, type OutgoingFile } from '../facility/hospital.ts';
import { portalPaper } from '../facility/portal-tags.ts';
import { signFile } from '../facility/sign-file.ts';
import { arrival, samplePaper } from '../subgraphs/health/intake/sample-papers.ts';

const { paper, number } = samplePaper('DISCHARGE_PAPER');

/** Numbers under which corrections go around, so that editions are made at the same time. */
const corrected = 5;

/** A file of two new papers, and a correction of one that others correct too. @param name tells its papers apart */
export function crashFile(name: string, at: number): Pick<OutgoingFile, 'xml' | 'facility'> {
  const { issuer } = paper;
  const papers = [
    { code: `RV-${name}-1` },
    { code: `RV-${name}-2` },
    { code: `RV-corrected-${at % corrected}`, note: `CẤP LẠI ${name}` },
  ];
  const parts = papers.map((changes) => {
    const written = portalPaper({ ...paper, ...changes }, number);
    if (!written) throw new Error('no form');
    return [{ kind: written.kind, xml: `<CHUNG_TU>${writeTags(written.tags)}</CHUNG_TU>` }];
  });
  const xml = paperEnvelope(issuer.code, '20261126', parts);
  return { facility: issuer.code, xml: signFile(xml, signerOf(issuer, arrival), { contentId: 'hoso' }) };
}
