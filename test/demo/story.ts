import { StoryError, type Mother } from './choose-mother.ts';
import { decideClaim, payClaim, submitClaim } from './claim-benefit.ts';
import { registerBirth, sendPapers } from './register-birth.ts';
import { listOf, read, setStage, type Data, type Stage, type Tell } from './stage.ts';

/**
 * The story of a birth, told on a running hub: every step is asked of it as the system of that agency would.
 *
 * @param url the hub, without a path
 * @throws StoryError that says which step did not come out as the story has it
 */
export async function tellStory(url: string, mother: Mother, tell: Tell): Promise<void> {
  const stage = setStage(url, mother, tell);
  await sendPapers(stage);
  await registerBirth(stage);
  const claim = await submitClaim(stage);
  await decideClaim(stage, claim);
  await payClaim(stage, claim);
  await lookWhoLooked(stage);
}

async function lookWhoLooked({ ask, her, tell }: Stage): Promise<void> {
  const asked = await ask('vss-portal/my-access-log', { first: 20 }, { ...her, purpose: 'DS.SELF.VIEW' });
  const me = read(asked, 'me');
  const seen = listOf((me['accessLog'] as Data)['nodes']);
  tell(
    'The mother looks who looked:',
    seen.map(({ at, system, role, purpose, outcome, fields }) =>
      [
        String(at).slice(11, 19),
        named(system),
        named(role),
        named(purpose),
        listOf(fields).length === 0 ? 'named her' : `${listOf(fields).length} fields`,
        String(outcome),
      ].join(' · '),
    ),
  );
  if (seen.length === 0) throw new StoryError('Nobody is said to have looked.');
}

function named(term: unknown): string {
  const { en, code } = (term ?? {}) as { readonly en?: string; readonly code?: string };
  return en ?? code ?? '–';
}
