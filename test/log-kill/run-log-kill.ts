import { readCommandLine, wholeNumber } from '../command-line.ts';
import { killAgainAndAgain } from './kill-again-and-again.ts';
import { logPlaces } from './log-place.ts';

// kill -9 of the gateway under load, again and again: every answer that a client received has its entry, the chain verifies,
// nothing is counted twice, and the index agrees with the log. `--place` is files, sqlite, mongodb; all if left out.

const values = readCommandLine(
  `log:kill [-- --times N --place ${logPlaces.join('|')}]`,
  { times: { type: 'string', default: '100' }, place: { type: 'string' } },
  { times: wholeNumber, place: new RegExp(`^(${logPlaces.join('|')})$`) },
);
const times = Number(values.times);
const places = logPlaces.filter((place) => values.place === undefined || place === values.place);

for (const place of places) {
  const began = performance.now();
  const killed = await killAgainAndAgain({
    place,
    times,
    onKill(kills, arrived) {
      if (kills % 10 === 0) console.log(`${place}: ${kills} kills, ${arrived} answers received`);
    },
  });
  const { entries, arrived, unsealed, lost, twice, shown, misindexed } = killed;
  const isWhole =
    [lost, twice, misindexed].every(({ length }) => length === 0) && shown.byReport === shown.byLine;
  console.log(
    `${place}: ${times} kills in ${((performance.now() - began) / 1_000).toFixed(0)} s; ${arrived} answers received, ${entries} entries, ` +
      `chain ok (${unsealed} without a head yet); without an entry ${lost.length}, with two ${twice.length}; ` +
      `shown by the report ${shown.byReport}, by the lines ${shown.byLine}; wrong in the index ${misindexed.length}: ${isWhole ? 'WHOLE' : 'NOT WHOLE'}`,
  );
  if (!isWhole) process.exitCode = 1;
}
