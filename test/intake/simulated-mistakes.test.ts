import { expect, test } from 'vitest';
import { hospitalFile, portalFile, type OutgoingFile, type OutgoingPaper } from '../facility/hospital.ts';
import { mistakes } from '../facility/mistakes.ts';
import { samplePaper } from '../subgraphs/health/intake/sample-papers.ts';

const signedAt = '2026-11-27T03:00:00Z';
const forms = [
  ['XML130', 'DISCHARGE_PAPER'],
  ['XML130', 'MEDICAL_RECORD_SUMMARY'],
  ['XML130', 'MEDICAL_BIRTH_NOTICE'],
  ['XML130', 'PREGNANCY_REST_CERTIFICATE'],
  ['XML130', 'SICK_LEAVE_CERTIFICATE'],
  ['XML130', 'TRANSFER_PAPER'],
  ['the portal', 'DISCHARGE_PAPER'],
  ['the portal', 'MEDICAL_RECORD_SUMMARY'],
  ['the portal', 'MEDICAL_BIRTH_NOTICE'],
  ['the portal', 'MEDICAL_DEATH_NOTICE'],
  ['the portal', 'PREGNANCY_REST_CERTIFICATE'],
  ['the portal', 'SICK_LEAVE_CERTIFICATE'],
] as const;

/** What a file says, its parts out of their base64. */
function textOf(file: OutgoingFile | undefined): string {
  if (!file) throw new Error('no form');
  const parts = Array.from(file.xml.matchAll(/<NOIDUNGFILE>([^<]+)/g), ([, base64 = '']) =>
    Buffer.from(base64, 'base64').toString(),
  );
  return [file.xml, ...parts].join('\n');
}

function mistakeCalled(name: string) {
  const mistake = mistakes.find((one) => one.name === name);
  if (!mistake) throw new Error(`no mistake is called "${name}"`);
  return mistake.ofPaper;
}

// A bad file that the hub rightly takes would be counted as the hub's fault.
test.each(forms)('a mistake of the simulator is one in the form of %s for %s', (form, kind) => {
  const outgoing = samplePaper(kind);
  const write = (paper: OutgoingPaper) =>
    textOf(form === 'XML130' ? hospitalFile([paper], signedAt) : portalFile(paper, signedAt));
  expect(write(outgoing)).toContain(outgoing.number);
  expect(write(mistakeCalled('without a number')(outgoing))).not.toContain(outgoing.number);
  expect(write(mistakeCalled('a number that nobody bears')(outgoing))).not.toContain(outgoing.number);
  expect(write(mistakeCalled('of a day to come')(outgoing))).toContain('20991231');
});
