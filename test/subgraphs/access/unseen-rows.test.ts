import { describe, expect, test } from 'vitest';
import { pageOf, walkPages, type Page } from '../walk-pages.ts';
import { openClinic, paper } from './ask-clinic.ts';
import { caller } from './caller.ts';

const an = caller({ role: 'CITIZEN', citizen: 'an' });

/** The papers that stand in an's list, each about whom it says, page by page as an reads them. */
async function walk(owners: readonly string[], first: number) {
  const clinic = await openClinic({
    papers: owners.map((about, i) => paper(`p${i}`, 'an', { about })),
  });
  const query = `query ($first: Int, $after: String) {
    patient(id: "an") { papers(first: $first, after: $after) ${pageOf('id title')} }
  }`;
  return walkPages(async (after) => {
    const { data, codes, report } = await clinic.ask(an, query, { first, after });
    expect({ codes, denials: report.denials }).toEqual({ codes: [], denials: [] });
    return (data as { patient: { papers: Page } }).patient.papers;
  });
}

describe('in a list of a person a row of which the caller may see nothing', () => {
  test('is not there, by edges and by nodes', async () => {
    const clinic = await openClinic({
      papers: ['an', 'binh', 'an'].map((about, i) => paper(`p${i}`, 'an', { about })),
    });
    const query = '{ patient(id: "an") { papers { nodes { id title } edges { node { id title } } } } }';
    const nodes = ['p0', 'p2'].map((id) => ({ id, title: `title of ${id}` }));
    expect((await clinic.ask(an, query)).data).toEqual({
      patient: { papers: { nodes, edges: nodes.map((node) => ({ node })) } },
    });
  });

  test.each([
    [['an', 'binh', 'an', 'binh'], 2],
    [['binh', 'an', 'binh', 'an', 'binh'], 2],
    [['an', 'binh', 'binh', 'binh', 'an'], 1],
    [['binh', 'binh'], 1],
  ])('takes no place on a page and makes none: %j by %i', async (owners, first) => {
    const visible = await walk(
      owners.filter((owner) => owner === 'an'),
      first,
    );
    const pages = await walk(owners, first);
    const shape = ({ nodes, pageInfo }: Page) => [
      nodes.length,
      pageInfo.hasNextPage,
      pageInfo.hasPreviousPage,
    ];
    expect(pages.map(shape)).toEqual(visible.map(shape));
  });

  test('is noted for the log', async () => {
    const clinic = await openClinic({ papers: [paper('p0', 'an', { about: 'binh' })] });
    const { report } = await clinic.ask(an, '{ patient(id: "an") { papers { nodes { title } } } }');
    expect(report.disclosures).toContainEqual({
      subjects: ['binh'],
      relation: 'NONE',
      denied: ['Patient.papers'],
    });
  });
});
