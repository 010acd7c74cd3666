import { Input, Label, TextField } from 'react-aria-components';

/** A line of text, or a day, with its label. */
export function TextInput({
  label,
  value,
  onChange,
  type = 'text',
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date';
}) {
  return (
    <TextField className="field" value={value} onChange={onChange} type={type}>
      <Label>{label}</Label>
      <Input className="input" autoComplete="off" />
    </TextField>
  );
}
