import type { ProofWords } from './proof-vi.ts';

/** What the console says about receipts, about changes of law, and to whoever acts for somebody, in English. */
export const proofEn: ProofWords = {
  receipts: {
    title: 'Check a receipt',
    about: 'The file is checked in this browser and is sent nowhere.',
    drop: 'Drop a receipt here, or',
    choose: 'Choose a file',
    good: (sequence, gateway, at) =>
      `The receipt is good: line ${sequence} is in the log of gateway ${gateway}, signed ${at}.`,
    lineWithheld: 'The line itself is not in the receipt, since it also speaks of others.',
    bad: 'The receipt is NOT good: the signature, or the path to what is signed, does not fit.',
    none: 'This file is no receipt of Liên Thông.',
    noKeys: 'The public keys of the log could not be had, so the signature is not checked.',
  },
  changes: {
    lead: 'Law has its days. Choose two to see who may see more and who may see less.',
    about: 'The policy as it is, on two days of the law; each comparison makes two reports and is recorded.',
    from: 'From',
    to: 'To',
    compare: 'Compare',
    between: (from, to) => `Between ${from} and ${to}`,
    count: (count) => (count === 1 ? '1 field changed.' : `${count} fields changed.`),
    fields: (count) => (count === 1 ? '1 field' : `${count} fields`),
    none: 'Nothing changed.',
    field: 'Field',
    gained: 'Roles and purposes that may see it now',
    lost: 'That may not see it any more',
    policies: 'Two policies that were served',
    policiesAbout:
      'The hub keeps the last 30 policies with their graphs. They are compared by the code of npm run policy:diff, whose words stay English.',
    onePolicy: 'One policy has been served so far: there is nothing to compare yet.',
    oldPolicy: 'Policy before',
    nowPolicy: 'Policy after',
    comparePolicies: 'Compare the policies',
    directions: {
      WORD: 'Purposes and roles',
      LOOSENED: 'Loosened',
      TIGHTENED: 'Tightened',
      REBASED: 'On other law',
    },
    verdict: 'What is shown',
    askers: 'To whom, when',
    ground: 'Policy and articles',
  },
  represented: {
    lead: 'You look for a minor, or for somebody whom you represent by law. It is in the log of that person too.',
    child: (place) => `Child ${place}`,
    noChildren: 'The population database records no child of yours.',
    notRepresentative: 'This account has no role as a representative. Sign in as a parent or guardian.',
    notProven: 'No register proves that you represent this person.',
    person: 'The person whom you represent',
    whoLooked: 'Who looked at this person’s data',
    claims: 'Claims',
  },
  withdraw: {
    ask: 'Withdraw',
    of: (right) => `Withdraw: ${right}`,
    title: 'Withdraw the request',
    about: 'The request is not worked on any more. You can make a new one.',
  },
  emergencyTold:
    'This was an emergency access: an officer stated a reason, a second person agreed, and it had an end. You are told some days after it. If it was not right, you can complain under “My requests”.',
};
