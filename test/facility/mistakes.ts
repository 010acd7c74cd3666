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

/** What goes wrong most often. */
export const mistakes: readonly Mistake[] = [
  inXml('changed after signing', (xml) => xml.replace(/<NOIDUNGFILE>.|<MACSKCB>./, '$&0')),
  inXml('not signed', (xml) => xml.replace(/<Signature .*<\/Signature>/s, '')),
  inXml('cut off', (xml) => xml.slice(0, xml.length / 2)),
  {
    name: 'a number that nobody bears',
    ofPaper: (outgoing) => ({ ...outgoing, number: '000000000000' }),
    ofFile: sameFile,
  },
  {
    name: 'without a number',
    ofPaper: (outgoing) => ({ ...outgoing, number: undefined }),
    ofFile: sameFile,
  },
  {
    name: 'of a day to come',
    ofPaper: ({ paper, number }) => ({ paper: { ...paper, issuedOn: '2099-12-31' }, number }),
    ofFile: sameFile,
  },
];
