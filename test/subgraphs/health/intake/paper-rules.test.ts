import { describe, expect, it } from 'vitest';
import { openEnvelope, type RawPaper } from '../../../../subgraphs/health/intake/reading/read-envelope.ts';
import { readPaper } from '../../../../subgraphs/health/intake/reading/read-paper.ts';
import { envelopeLimits, readXml } from '../../../../subgraphs/health/intake/xml/read-xml.ts';
import {
  flatNotice,
  hospitalEnvelope,
  paperEnvelope,
  writeTags,
  type Tags,
} from '../../../facility/envelope.ts';
import { hospitalParts, isHospitalPaper } from '../../../facility/hospital-tags.ts';
import { portalPaper } from '../../../facility/portal-tags.ts';
import { arrival, samplePaper } from './sample-papers.ts';

type Kind = Parameters<typeof samplePaper>[0];
type Change = Tags | ((xml: string) => string);

/** The rules that a paper breaks once some of its tags say something else. */
function broken(form: string, kind: Kind, change: Change, now = arrival): readonly string[] {
  const { findings } = readPaper(rawPaper(form, kind, change), now);
  return findings.map(({ rule, tag, limit }) =>
    [rule, tag, limit].filter((part) => part !== undefined).join(' '),
  );
}

function rawPaper(form: string, kind: Kind, change: Change): RawPaper {
  const { paper, number } = samplePaper(kind);
  if (form.startsWith('XML') && isHospitalPaper(paper)) {
    const parts = hospitalParts(paper, number).map((part) =>
      part.kind === form ? { ...part, xml: changed(part.xml, change) } : part,
    );
    return only(hospitalEnvelope('00001', '20261126', [parts]));
  }
  const written = portalPaper(paper, number);
  if (!written) throw new Error(`no ${form} of ${kind}`);
  const tags = typeof change === 'function' ? written.tags : { ...written.tags, ...change };
  if (written.kind === 'HSDLGBT' || written.kind === 'HSDLGCS') return only(flatNotice(written.kind, tags));
  const xml = `<CHUNG_TU>${writeTags(tags)}</CHUNG_TU>`;
  const part = { kind: written.kind, xml: typeof change === 'function' ? change(xml) : xml };
  return only(paperEnvelope('00001', '20261126', [[part]]));
}

function changed(xml: string, change: Change): string {
  if (typeof change === 'function') return change(xml);
  return Object.entries(change).reduce((text, [tag, value]) => {
    const written = value === undefined ? '' : `<${tag}>${value}</${tag}>`;
    const before = new RegExp(`<${tag}>[^<]*</${tag}>`);
    return before.test(text) ? text.replace(before, written) : text.replace(/<\/[A-Z_]+>$/, `${written}$&`);
  }, xml);
}

function only(xml: string): RawPaper {
  const [paper] = openEnvelope(readXml(xml, envelopeLimits)).papers;
  if (!paper) throw new Error('no paper');
  return paper;
}

describe('a discharge paper', () => {
  it.each<[string, string, Tags, readonly string[]]>([
    ['that is right', 'CT03', {}, []],
    ['without a diagnosis', 'CT03', { CHAN_DOAN: '' }, ['TAG_MISSING CHAN_DOAN']],
    [
      'without its ICD-10 code and name',
      'CT03',
      { BENHICD10_ID: undefined, TENBENHNICD10: undefined },
      ['TAG_MISSING BENHICD10_ID', 'TAG_MISSING TENBENHNICD10'],
    ],
    ['with the other spelling of the code', 'CT03', { BENHICD10_ID: undefined, BENH_ICD10_MA: 'A90' }, []],
    ['with a code that is none', 'CT03', { BENHICD10_ID: 'sốt' }, ['TAG_FORM BENHICD10_ID']],
    [
      'with a text that is too long',
      'CT03',
      { PP_DIEUTRI: 'x'.repeat(1501) },
      ['TAG_TOO_LONG PP_DIEUTRI 1500'],
    ],
    ['with a text that is just not too long', 'CT03', { PP_DIEUTRI: 'x'.repeat(1500) }, []],
    ['with a 30 February', 'CT03', { NGAY_VAO: '202602300800' }, ['TAG_FORM NGAY_VAO']],
    ['with an hour 25', 'CT03', { NGAY_VAO: '202611012500' }, ['TAG_FORM NGAY_VAO']],
    ['that ends before it begins', 'CT03', { NGAY_VAO: '202611210800' }, ['DATES_OUT_OF_ORDER NGAY_RA']],
    ['issued on another day', 'CT03', { NGAY_CHUNG_TU: '20261121' }, ['DATES_DIFFER NGAY_CHUNG_TU']],
    [
      'of tomorrow',
      'CT03',
      { NGAY_RA: '202611271000', NGAY_CHUNG_TU: '20261127' },
      ['DATE_IN_FUTURE NGAY_RA', 'DATE_IN_FUTURE NGAY_CHUNG_TU'],
    ],
    [
      'of a minute ago by a clock that is fast',
      'CT03',
      { NGAY_RA: '202611261504', NGAY_CHUNG_TU: '20261126' },
      [],
    ],
    [
      'with half of its leave',
      'CT03',
      { NGOAITRU_TUNGAY: '20261121', NGOAITRU_DENNGAY: undefined },
      ['TAGS_INCOMPLETE NGOAITRU_DENNGAY'],
    ],
    ['with 30 days of leave', 'CT03', { NGOAITRU_TUNGAY: '20261121', NGOAITRU_DENNGAY: '20261220' }, []],
    [
      'with 31 days of leave',
      'CT03',
      { NGOAITRU_TUNGAY: '20261121', NGOAITRU_DENNGAY: '20261221' },
      ['LEAVE_CAP_EXCEEDED'],
    ],
    [
      'with 180 days for tuberculosis',
      'CT03',
      {
        BENHICD10_ID: 'A15.0',
        NGOAITRU_TUNGAY: '20261121',
        NGOAITRU_DENNGAY: '20270519',
      },
      [],
    ],
    [
      'of a lost pregnancy without its weeks',
      'CT03',
      { DINH_CHI_THAI_NGHEN: '1' },
      ['TAG_MISSING TUOI_THAI'],
    ],
    [
      'of a lost pregnancy in week 43',
      'CT03',
      { DINH_CHI_THAI_NGHEN: '1', TUOI_THAI: '43' },
      ['TAG_FORM TUOI_THAI'],
    ],
    [
      'of a loss from week 13 with 50 days',
      'CT03',
      {
        DINH_CHI_THAI_NGHEN: '1',
        TUOI_THAI: '13',
        NGOAITRU_TUNGAY: '20261121',
        NGOAITRU_DENNGAY: '20270109',
      },
      [],
    ],
    [
      'with days that are miscounted',
      'XML7',
      {
        SO_NGAY_NGHI: '5',
        NGOAITRU_TUNGAY: '20261121',
        NGOAITRU_DENNGAY: '20261124',
      },
      ['DAYS_MISCOUNTED SO_NGAY_NGHI'],
    ],
    [
      'with two of the three tags of leave',
      'XML7',
      {
        SO_NGAY_NGHI: undefined,
        NGOAITRU_TUNGAY: '20261121',
        NGOAITRU_DENNGAY: '20261124',
      },
      ['TAGS_INCOMPLETE SO_NGAY_NGHI'],
    ],
    [
      'of a loss without reason and time',
      'XML7',
      { MA_DINH_CHI_THAI: '1', TUOI_THAI: '9' },
      ['TAG_MISSING NGUYENNHAN_DINHCHI', 'TAG_MISSING THOIGIAN_DINHCHI'],
    ],
    ['of another treatment than XML1', 'XML7', { MA_LK: 'khác' }, ['HEADER_MISSING MA_LK']],
  ])('%s is judged so', (_, form, change, rules) => {
    expect(broken(form, 'DISCHARGE_PAPER', change)).toEqual(rules);
  });

  it('with a tag twice says so, and takes neither', () => {
    const twice = (xml: string) => xml.replace('<CHAN_DOAN>', '<CHAN_DOAN>x</CHAN_DOAN><CHAN_DOAN>');
    expect(broken('CT03', 'DISCHARGE_PAPER', twice)).toEqual(['TAG_TWICE CHAN_DOAN']);
  });

  it('is judged by the form in force on the day of its event, whenever it comes', () => {
    const longSigner = { MA_TTDV: 'x'.repeat(11) };
    const on = (day: string): Tags => ({ NGAY_RA: `${day}0900`, NGAY_CT: day, NGAY_VAO: `${day}0800` });
    const rules = (day: string) => broken('XML7', 'DISCHARGE_PAPER', { ...on(day), ...longSigner });
    expect(rules('20240630')).toEqual(['TEMPLATE_NOT_IN_FORCE']);
    expect(rules('20241231')).toEqual(['TAG_TOO_LONG MA_TTDV 10']);
    expect(rules('20250101')).toEqual([]);
    const version = (day: string) =>
      readPaper(rawPaper('XML7', 'DISCHARGE_PAPER', on(day)), arrival).draft?.templateVersion;
    expect(['20241231', '20250101', '20260630', '20260701'].map(version)).toEqual([
      '4750/QĐ-BYT XML7',
      '3176/QĐ-BYT XML7',
      '3176/QĐ-BYT XML7',
      '1931/QĐ-BYT XML7',
    ]);
    expect(broken('CT03', 'DISCHARGE_PAPER', { NGAY_RA: '202506300900' })).toEqual(['TEMPLATE_NOT_IN_FORCE']);
  });
});

describe('a pregnancy-rest certificate', () => {
  it.each<[string, string, readonly string[]]>([
    ['as the official example counts (difference)', '30', []],
    ['as days are counted (difference plus one)', '31', ['LEAVE_CAP_EXCEEDED']],
    ['as nobody counts', '29', ['DAYS_MISCOUNTED SO_NGAY']],
    ['as nobody counts', '32', ['DAYS_MISCOUNTED SO_NGAY']],
  ])('from 13 June to 13 July is counted %s', (_, SO_NGAY, rules) => {
    const days = { TU_NGAY: '20260613', DEN_NGAY: '20260713', NGAY_CT: '20260613' };
    expect(broken('CT06', 'PREGNANCY_REST_CERTIFICATE', { ...days, SO_NGAY })).toEqual(rules);
  });
});

describe('a sick-leave certificate', () => {
  it.each<[string, string, Tags, readonly string[]]>([
    ['from another day than the examination', 'CT07', { NGAY_KCB: '20261119' }, ['DATES_DIFFER TU_NGAY']],
    ['without a series number', 'CT07', { SO_SERI: '' }, ['TAG_MISSING SO_SERI']],
    ['with an insurance number of 11 digits', 'XML11', { MA_BHXH: '12345678901' }, ['TAG_FORM MA_BHXH']],
    ['with the personal number instead', 'XML11', { MA_BHXH: '001190000001' }, []],
  ])('%s is judged so', (_, form, change, rules) => {
    expect(broken(form, 'SICK_LEAVE_CERTIFICATE', change)).toEqual(rules);
  });
});

describe('a notice', () => {
  it.each<[string, Kind, Tags, readonly string[]]>([
    [
      'of birth with a code of another form',
      'MEDICAL_BIRTH_NOTICE',
      { MA_GCS: '1.GCS.1.26' },
      ['TAG_FORM MA_GCS'],
    ],
    [
      'of birth of a child of tomorrow',
      'MEDICAL_BIRTH_NOTICE',
      { NGAY_SINH_CON: '20261127000000' },
      ['DATES_OUT_OF_ORDER NGAY_CT', 'DATE_IN_FUTURE NGAY_SINH_CON'],
    ],
    [
      'of birth without living children',
      'MEDICAL_BIRTH_NOTICE',
      { SO_CON_SONG: undefined },
      ['TAG_MISSING SO_CON_SONG'],
    ],
    [
      'of birth with a mother without insurance number',
      'MEDICAL_BIRTH_NOTICE',
      { MA_BHXH_NND: '0000000000' },
      [],
    ],
    [
      'of birth for others without her name',
      'MEDICAL_BIRTH_NOTICE',
      { MTH: '1' },
      ['TAG_MISSING HO_TEN_MTH'],
    ],
    [
      'of death before the admission',
      'MEDICAL_DEATH_NOTICE',
      { NGAYGIO_VV: '202611210000' },
      ['DATES_OUT_OF_ORDER NGAY_TV'],
    ],
    [
      'of death without a cause',
      'MEDICAL_DEATH_NOTICE',
      { NGUYENNHAN_TV: '' },
      ['TAG_MISSING NGUYENNHAN_TV'],
    ],
  ])('%s is judged so', (_, kind, change, rules) => {
    expect(broken('flat', kind, change)).toEqual(rules);
  });
});
