import { Switch } from 'react-aria-components';

/** Something that is on or off. */
export function Toggle({
  label,
  isOn,
  onChange,
}: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  return (
    <Switch className="switch" isSelected={isOn} onChange={onChange}>
      <span className="switch-mark" aria-hidden="true" />
      {label}
    </Switch>
  );
}
