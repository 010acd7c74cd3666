import { signInAddress, type Capacity } from '../graph/session.ts';
import { useLanguage, useWords } from '../words/language.ts';

const capacities: readonly Capacity[] = ['citizen', 'officer', 'auditor', 'operator'];

/** In what capacity somebody comes. Each is a link: the issuer's own page asks who they are. */
export function SignIn() {
  const words = useWords();
  const language = useLanguage();
  const hasFailed = new URLSearchParams(location.search).get('sign-in') === 'failed';
  const goOn = location.pathname;
  return (
    <section className="sign-in">
      <h1>{words.signIn.title}</h1>
      <p className="lead">{words.signIn.lead}</p>
      {hasFailed && (
        <p role="alert" className="notice notice-bad">
          {words.signIn.failed}
        </p>
      )}
      <ul className="capacities">
        {capacities.map((capacity) => (
          <li key={capacity}>
            <a href={signInAddress(capacity, language, goOn)} className="capacity">
              <strong>{words.signIn.as[capacity]}</strong>
              <span>{words.signIn.about[capacity]}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
