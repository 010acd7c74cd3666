import { describe, expect, test } from 'vitest';
import { SubgraphFault } from '../../gateway/federation/fetching/subgraph-fault.ts';
import { openChildOfCase } from '../../gateway/trust/child-of-case.ts';
import { createHeldKinship, heldFor } from '../../gateway/trust/held-kinship.ts';
import type { AskRelations } from '../../gateway/trust/prove-relations.ts';
import { kinshipGrounds, type KinshipGround, type KinshipSaid } from '../../schema/hub-context.ts';

type Said = KinshipSaid | 'AWAY';

/** Registers that say so, and which of them were asked. */
function registers(population: Said, justice: Said) {
  const asked: string[] = [];
  const ask: AskRelations = async (agency, { kinship }) => {
    asked.push(agency);
    expect(kinship).toEqual({ parent: 'claimant', child: 'child' });
    const said = agency === 'population' ? population : justice;
    if (said === 'AWAY') throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', agency, 'away');
    return { kinship: said };
  };
  return { ask, asked };
}

const named = { claim: 'c', subjects: ['claimant'], documents: ['notice'], states: 'digest' };
const caseOn = (restsOn: KinshipGround) => ({
  ...named,
  child: { id: 'child', of: 'claimant', documents: ['paper', 'notice'], restsOn },
});
const whole = { ...named, subjects: ['claimant', 'child'], documents: ['notice', 'paper'] };

describe('the child of a case is a person of it while the registers say that it is the claimant’s', () => {
  const all = ['YES', 'NO', 'NOTHING', 'AWAY'] as const;
  /** What opens it when the population database does not say yes. */
  const opens: Readonly<Record<KinshipGround, readonly (readonly [Said, Said])[]>> = {
    REPRESENTATION: [],
    BIRTH: [
      ['NO', 'YES'],
      ['NOTHING', 'YES'],
      ['AWAY', 'YES'],
    ],
    PAPER: [
      ['NOTHING', 'YES'],
      ['NOTHING', 'NOTHING'],
    ],
    BIRTH_PAPER: [
      ['NO', 'YES'],
      ['NOTHING', 'YES'],
      ['AWAY', 'YES'],
      ['NOTHING', 'NOTHING'],
    ],
  };

  test.each(
    kinshipGrounds.flatMap((ground) =>
      all.flatMap((population) => all.map((justice) => [ground, population, justice] as const)),
    ),
  )('resting on %s, where Population says %s and the register of births %s', async (ground, ...said) => {
    const isOpen = said[0] === 'YES' || opens[ground].some((each) => each.join() === said.join());
    const { ask } = registers(...said);
    expect(await openChildOfCase(caseOn(ground), 'VSS_CLAIM_OFFICER', ask)).toEqual(isOpen ? whole : named);
  });

  test('nobody is asked about a case without one, nor Justice where Population has said yes', async () => {
    const { ask, asked } = registers('YES', 'YES');
    expect(await openChildOfCase(named, 'VSS_CLAIM_OFFICER', ask)).toEqual(named);
    expect(asked).toEqual([]);
    await openChildOfCase(caseOn('PAPER'), 'VSS_CLAIM_OFFICER', ask);
    expect(asked).toEqual(['population']);
  });

  test('a fault of the gateway’s own is none of a register that is away', async () => {
    const ask = () => Promise.reject(new TypeError('a fault'));
    await expect(openChildOfCase(caseOn('BIRTH'), 'VSS_CLAIM_OFFICER', ask)).rejects.toThrow('a fault');
  });
});

describe('that a register said yes', () => {
  const question = { role: 'VSS_CLAIM_OFFICER', kinship: { parent: 'claimant', child: 'child' } };

  test('counts for some seconds, of this child and this claimant and by this register alone', async () => {
    let now = 1_000;
    const { ask, asked } = registers('YES', 'YES');
    const held = createHeldKinship(() => now)(ask);
    const others = createHeldKinship(() => now)(async () => ({ kinship: 'NO' }));
    await held('population', question);
    now += heldFor - 1;
    expect(await held('population', question)).toEqual({ kinship: 'YES' });
    expect(asked).toEqual(['population']);
    await held('justice', question);
    now += 1;
    await held('population', question);
    expect(asked).toEqual(['population', 'justice', 'population']);
    const other = { ...question, kinship: { parent: 'another', child: 'child' } };
    expect(await others('population', other)).toEqual({ kinship: 'NO' });
  });

  test('is held for whoever asks, from when it was asked; a no and a register that is away are asked again', async () => {
    let now = 0;
    const answers: (KinshipSaid | undefined)[] = ['NO', undefined, 'NOTHING', 'YES', 'NO'];
    const hold = createHeldKinship(() => now);
    const ask = hold(async () => {
      const kinship = answers.shift();
      now += 100;
      if (kinship === undefined) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'population', 'away');
      return { kinship };
    });
    expect(await ask('population', question)).toEqual({ kinship: 'NO' });
    await expect(ask('population', question)).rejects.toThrow('away');
    expect(await ask('population', question)).toEqual({ kinship: 'NOTHING' });
    expect(await ask('population', question)).toEqual({ kinship: 'YES' });
    const another = hold(async () => ({ kinship: 'NO' }));
    expect(await another('population', question)).toEqual({ kinship: 'YES' });
    now = 300 + heldFor;
    expect(await another('population', question)).toEqual({ kinship: 'NO' });
  });

  test('no other question is answered by it', async () => {
    const ask = createHeldKinship()(async () => ({ represented: ['child'], kinship: 'YES' }));
    await ask('population', question);
    expect(await ask('population', { role: 'CITIZEN', citizen: 'claimant' })).toHaveProperty('represented');
  });
});
