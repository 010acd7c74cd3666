import { Component, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useWords } from '../words/language.ts';

/**
 * Says so where a view cannot be shown, in place of an empty page: its file does not come, which is so without a network and
 * after the hub was renewed while the page stood open.
 */
export class BrokenView extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { broken } = useWords();
  // A file that did not come is not asked for again by the same page.
  return (
    <div role="alert" className="notice notice-bad">
      <h1>{broken.title}</h1>
      <p>{broken.why}</p>
      <Button className="button" onPress={() => location.reload()}>
        {broken.reload}
      </Button>
    </div>
  );
}
