import { readCommandLine, wholeNumber } from '../command-line.ts';
import { answeringHub } from './answering-hub.ts';
import { chooseMother, StoryError } from './choose-mother.ts';
import { tellStory } from './story.ts';

// The whole story on a running hub: a birth, from the hospital's signed file to the paid benefit and who looked.

const values = readCommandLine(
  'demo [-- --url URL --seed TEXT --population N]',
  {
    url: { type: 'string', default: 'http://127.0.0.1:4000' },
    seed: { type: 'string', default: 'lien-thong' },
    population: { type: 'string', default: '1000' },
  },
  { url: /^https?:\/\//, population: wholeNumber },
);
const url = await answeringHub(values.url);
try {
  await play(url, values.seed, Number(values.population));
} catch (error) {
  if (!(error instanceof StoryError)) throw error;
  console.error(`\nThe story stops here: ${error.message}`);
  process.exitCode = 1;
}

async function play(url: string, seed: string, population: number): Promise<void> {
  const mother = chooseMother({ seed, population }, Date.now().toString(36));
  let step = 0;
  await tellStory(url, mother, (what, details = []) => {
    step += 1;
    console.log(`\n${String(step).padStart(2)}  ${what}`);
    for (const detail of details) console.log(`      ${detail}`);
  });
}
