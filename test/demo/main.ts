import { parseArgs } from 'node:util';
import { chooseMother, StoryError } from './choose-mother.ts';
import { tellStory } from './story.ts';

// The whole story on a running hub: a birth, from the hospital's signed file to the paid benefit and who looked.

const usage = 'Usage: npm run demo [-- --url http://127.0.0.1:4000 --seed TEXT --population N]';

try {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:4000' },
      seed: { type: 'string', default: 'lien-thong' },
      population: { type: 'string', default: '1000' },
    },
  });
  if (!URL.canParse(values.url) || !/^[1-9]\d{1,6}$/.test(values.population)) throw new TypeError();
  const url = new URL(values.url).origin;
  const answers = await fetch(`${url}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (answers) await play(url, values.seed, Number(values.population));
  else fail(`No hub answers at ${url}: start one with npm start.`);
} catch (error) {
  if (error instanceof StoryError) {
    console.error(`\nThe story stops here: ${error.message}`);
    process.exitCode = 1;
  } else if (error instanceof TypeError) fail(usage);
  else throw error;
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

function fail(line: string): void {
  console.error(line);
  process.exitCode = 2;
}
