import type { ConsoleUser } from '../browser/console-user.ts';
import { people } from '../scenario/claim-people.ts';
import type { PeopledHub } from './peopled-hub.ts';

/** A way through the console: what is to be seen on it, in order. */
export interface Walk {
  readonly capacity: string;
  readonly form: (hub: PeopledHub) => Readonly<Record<string, string>>;
  readonly views: readonly (readonly [
    name: string,
    goTo: (user: ConsoleUser, hub: PeopledHub) => Promise<void>,
  ])[];
}

const open = (view: string) => [view, (user: ConsoleUser) => user.open(view)] as const;
const press = (user: ConsoleUser, where: string) => user.page.locator(where).first().click();
const see = (user: ConsoleUser, where: string) => user.page.locator(where).first().waitFor();
const leave = (user: ConsoleUser) => user.page.keyboard.press('Escape');

/** One for each user. */
export const walks: readonly Walk[] = [
  {
    capacity: 'citizen',
    form: ({ mother }) => ({ persona: 'parent', citizen: mother }),
    views: [
      ['my-data', (user) => see(user, '.facts')],
      [
        'my-data-why',
        async (user) => {
          await press(user, 'main .facts .link');
          await see(user, '.dialog cite');
        },
      ],
      [
        'represented',
        async (user) => {
          await leave(user);
          await user.open('represented');
          await press(user, 'main .filters .button');
          await see(user, 'main .card');
        },
      ],
      [
        'who-looked',
        async (user, hub) => {
          await hub.seal();
          await user.open('who-looked');
          await see(user, '.entry');
        },
      ],
      open('my-claims'),
      open('my-requests'),
      open('status'),
    ],
  },
  {
    capacity: 'officer',
    form: () => ({ persona: 'vss-officer', organisation: people.office }),
    views: [
      ['tasks', (user) => see(user, 'main table')],
      [
        'claim',
        async (user, { claim }) => {
          await user.page.getByRole('row', { name: claim }).getByRole('button').click();
          await see(user, 'td .tag-good');
        },
      ],
      [
        'claim-confirm',
        async (user) => {
          await user.page.locator('.button-main').last().click();
          await user.page.getByRole('alertdialog').waitFor();
        },
      ],
      [
        'rights',
        async (user) => {
          await leave(user);
          await user.open('rights');
          await see(user, '.entry');
        },
      ],
    ],
  },
  {
    capacity: 'auditor',
    form: () => ({ persona: 'auditor' }),
    views: [
      ['matrix', (user) => see(user, '.matrix')],
      [
        'matrix-cell',
        async (user) => {
          await press(user, '.cell-some');
          await see(user, '.dialog cite');
        },
      ],
      [
        'log',
        async (user, hub) => {
          await leave(user);
          await hub.seal();
          await user.open('log');
          await see(user, '.notice-good');
          await see(user, '.chart .recharts-bar-rectangle');
        },
      ],
      [
        'changes',
        async (user) => {
          await user.open('changes');
          await press(user, 'main form .button-main');
          await see(user, 'main table');
        },
      ],
      ['auditor-rights', (user) => user.open('rights')],
      [
        'report',
        async (user) => {
          await user.open('report');
          await user.page.locator('main code', { hasText: 'npm run report' }).waitFor();
        },
      ],
    ],
  },
  {
    capacity: 'operator',
    form: () => ({ persona: 'operator' }),
    views: [
      [
        'operation',
        async (user) => {
          await see(user, 'main table');
          await user.page.locator('main table').nth(1).waitFor();
        },
      ],
      [
        'suspend',
        async (user) => {
          await press(user, 'td .button');
          await user.page.getByRole('alertdialog').waitFor();
        },
      ],
    ],
  },
];
