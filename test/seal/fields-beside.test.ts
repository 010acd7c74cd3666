import { buildSchema, graphql, type GraphQLResolveInfo } from 'graphql';
import { describe, expect, test } from 'vitest';
import { fieldsBeside, fieldsInside } from '../../subgraphs/kit/seal/fields-beside.ts';

/*
 * Our gateway sends an agency neither conditions nor fragments on other types; another router does, and an agency runs
 * unchanged behind it.
 */

const schema = buildSchema(`
  interface Paper { id: ID  seal: String }
  type Leave implements Paper { id: ID  seal: String  from: String  patient: Person }
  type Birth implements Paper { id: ID  seal: String  weight: Int }
  type Person { name: String  year: Int }
  type Query { papers: [Paper]  paper: Paper }
`);

/** What stands beside the seals of an operation, by the path of each. */
async function beside(source: string, variables: Readonly<Record<string, unknown>> = {}) {
  const found: Record<string, readonly string[]> = {};
  const seal = (_arguments: unknown, _context: unknown, info: GraphQLResolveInfo) => {
    const fields = fieldsBeside(info);
    const people = [...fields.values()].flat().filter(({ name }) => name.value === 'patient');
    const inside = [...fieldsInside(info, 'Person', people).values()].flat();
    const names = [...fields.values()].flat().concat(inside);
    found[info.path.prev?.prev ? `papers.${info.path.prev.key}` : 'paper'] = names.map(
      ({ name }) => name.value,
    );
    return 'seal';
  };
  const leave = { __typename: 'Leave', seal, patient: {} };
  const birth = { __typename: 'Birth', seal };
  const rootValue = { paper: leave, papers: [leave, birth] };
  const { errors } = await graphql({ schema, source, rootValue, variableValues: variables });
  expect(errors).toBeUndefined();
  return found;
}

describe('the fields beside a seal', () => {
  test('are those of its own object, and of no other in the operation', async () => {
    expect(await beside('{ paper { seal } other: paper { id } papers { id } }')).toEqual({ paper: ['seal'] });
  });

  test('are those of the type that the object is', async () => {
    const query = '{ papers { seal ... on Leave { from } ... on Birth { weight } ... on Paper { id } } }';
    expect(await beside(query)).toEqual({
      'papers.0': ['seal', 'from', 'id'],
      'papers.1': ['seal', 'weight', 'id'],
    });
  });

  test.each([
    ['@skip(if: true)', []],
    ['@skip(if: false)', ['id']],
    ['@include(if: false)', []],
    ['@include(if: $yes)', ['id']],
    ['@include(if: $no)', []],
    ['@skip(if: $no) @include(if: $no)', []],
  ])('heed %s, of fields and of fragments', async (condition, names) => {
    const query = (selection: string) =>
      `query ($yes: Boolean! = true, $no: Boolean!) { paper { seal ${selection} } papers @include(if: $yes) { id @skip(if: $no) } }`;
    for (const selection of [`id ${condition}`, `... ${condition} { id }`])
      expect(await beside(query(selection), { no: false })).toEqual({ paper: ['seal', ...names] });
  });

  test('are all that are selected of an object, wherever it is selected', async () => {
    const query = `{ paper { ...A } paper { ... on Leave { patient { year } } } }
      fragment A on Paper { seal ... on Leave { patient { name } p: patient { name } } }`;
    expect(await beside(query)).toEqual({
      paper: ['seal', 'patient', 'patient', 'patient', 'name', 'name', 'year'],
    });
  });
});
