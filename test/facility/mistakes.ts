import type { OutgoingFile, OutgoingPaper } from './hospital.ts';

/** Something that goes wrong at a hospital. */
export interface Mistake {
  readonly name: string;
  readonly ofPaper: (outgoing: OutgoingPaper) => OutgoingPaper;
  readonly ofFile: (file: OutgoingFile) => OutgoingFile;
}

const sameFile = (file: OutgoingFile): OutgoingFile => file;
const samePaper = (outgoing: OutgoingPaper): OutgoingPaper => outgoing;

const inXml = (name: string, change: (xml: string) => string): Mistake => ({
  name,
  ofPaper: samePaper,
  ofFile: (file) => ({ ...file, xml: change(file.xml) }),
});

/** A birth notice has the number of its mother printed on it too. */
function numbered({ paper }: OutgoingPaper, number: string | undefined): OutgoingPaper {
  if (paper.kind !== 'MEDICAL_BIRTH_NOTICE') return { paper, number };
  const { motherIdNumber: _printed, ...rest } = paper;
  return { paper: number === undefined ? rest : { ...rest, motherIdNumber: number }, number };
}

/** The form of a transfer has no day of issue: it is issued when the patient leaves. */
function issuedOn(paper: OutgoingPaper['paper'], day: string): OutgoingPaper['paper'] {
  const issued = { ...paper, issuedOn: day };
  return issued.kind === 'TRANSFER_PAPER' ? { ...issued, dischargedAt: `${day}T08:00:00Z` } : issued;
}

/** What goes wrong most often. */
export const mistakes: readonly Mistake[] = [
  inXml('changed after signing', (xml) => xml.replace(/<NOIDUNGFILE>.|<MACSKCB>./, '$&0')),
  inXml('not signed', (xml) => xml.replace(/<Signature .*<\/Signature>/s, '')),
  inXml('cut off', (xml) => xml.slice(0, xml.length / 2)),
  {
    name: 'a number that nobody bears',
    ofPaper: (outgoing) => numbered(outgoing, '000000000000'),
    ofFile: sameFile,
  },
  {
    name: 'without a number',
    ofPaper: (outgoing) => numbered(outgoing, undefined),
    ofFile: sameFile,
  },
  {
    name: 'of a day to come',
    ofPaper: ({ paper, number }) => ({ paper: issuedOn(paper, '2099-12-31'), number }),
    ofFile: sameFile,
  },
];
