import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

/** One of a few words to choose. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: Value;
  readonly options: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}) {
  const entries = Object.entries(options) as [Value, string][];
  return (
    <Select
      className="field"
      value={value}
      onChange={(key) => entries.forEach(([option]) => option === key && onChange(option))}
    >
      <Label>{label}</Label>
      <Button className="button select">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <ListBox className="options">
          {entries.map(([option, text]) => (
            <ListBoxItem key={option} id={option} className="option" textValue={text}>
              {text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
