import type { MedicalDocumentRecord, UnfiledDocument } from '../../subgraphs/health/collections.ts';
import { fileDocument } from '../../subgraphs/health/file-document.ts';
import type { Care, Illness } from './care.ts';
import { assessmentRecord, birthNotice, deathNotice } from './event-records.ts';
import type { FamilyLife } from './family-life.ts';
import { pregnancyRestCertificate, sickLeaveCertificate } from './leave-records.ts';
import { reissue, type PaperGround } from './paper-header.ts';
import { randomStream } from './random.ts';
import { dischargePaper, recordSummary, transferPaper } from './stay-records.ts';

/** An encounter with a facility and the papers that it led to, first issues and corrections. */
export interface AttestedCare {
  readonly care: Care;
  readonly papers: readonly MedicalDocumentRecord[];
}

/** Writes the papers of a family: what Health stores. */
export function healthRecords(seed: string, life: FamilyLife): readonly AttestedCare[] {
  const ground: PaperGround = { random: randomStream(seed, 'papers', life.family.index), life };
  return life.care.map((care) => ({
    care,
    papers: papersOf(ground, care).flatMap((paper) => correct(ground, paper).map(fileDocument)),
  }));
}

function papersOf(ground: PaperGround, care: Care): readonly UnfiledDocument[] {
  switch (care.kind) {
    case 'ILLNESS':
      return papersOfIllness(ground, care);
    case 'PREGNANCY_LOSS': {
      const { stay } = care;
      if (stay === undefined) return [sickLeaveCertificate(ground, care, care.leave)];
      if (stay.to === undefined) return [];
      const paper = dischargePaper(ground, care, stay, stay.to, 0);
      return care.weeks < 22 ? [paper] : [paper, recordSummary(ground, care, stay, stay.to, 0)];
    }
    case 'DELIVERY': {
      const { stay, birth } = care;
      const notices = birth.children.map((child) => birthNotice(ground, care, stay.facility, child));
      if (stay.to === undefined) return notices;
      const paper = dischargePaper(ground, care, stay, stay.to, 0);
      const lost = birth.children.some(({ death }) => death !== undefined);
      return lost ? [...notices, paper, recordSummary(ground, care, stay, stay.to, 0)] : [...notices, paper];
    }
    case 'PRENATAL_VISIT':
      return [sickLeaveCertificate(ground, care, care.leave)];
    case 'PREGNANCY_REST':
      return [pregnancyRestCertificate(ground, care)];
    case 'ASSESSMENT':
      return [assessmentRecord(ground, care)];
    case 'HOSPITAL_DEATH': {
      const notice = deathNotice(ground, care);
      return notice === undefined ? [] : [notice];
    }
  }
}

/** A stay that was continued elsewhere ends with a transfer paper, the last one with a discharge paper. */
function papersOfIllness(ground: PaperGround, care: Illness): readonly UnfiledDocument[] {
  const { stays, leave } = care;
  if (stays.length === 0) return leave === undefined ? [] : [sickLeaveCertificate(ground, care, leave)];
  return stays.flatMap((stay, order): readonly UnfiledDocument[] => {
    const next = stays[order + 1];
    if (next !== undefined) return [transferPaper(ground, care, stay, next)];
    if (stay.to === undefined) return [];
    const paper = dischargePaper(ground, care, stay, stay.to, order);
    return care.disease.longTerm ? [paper, recordSummary(ground, care, stay, stay.to, order)] : [paper];
  });
}

/** One paper of a hundred is issued again, because a note was missing. */
function correct({ random }: PaperGround, paper: UnfiledDocument): readonly UnfiledDocument[] {
  if (paper.kind !== 'DISCHARGE_PAPER' || !random.chance(0.015)) return [paper];
  return reissue(paper, { note: 'CẤP LẠI: bổ sung thông tin' });
}
