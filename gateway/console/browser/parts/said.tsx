/** A word and what is said under it; nothing where nothing is. */
export function Said({ label, text }: { readonly label: string; readonly text: string | null | undefined }) {
  if (!text) return null;
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
}
