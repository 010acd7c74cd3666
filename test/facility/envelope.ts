/** One file inside an envelope: its kind, such as `XML7`, and its XML. */
export interface EnvelopePart {
  readonly kind: string;
  readonly xml: string;
}

/** Tags and texts, in order; what is undefined is left out. */
export type Tags = Readonly<Record<string, string | undefined>>;

/** Writes tags one after the other. */
export function writeTags(tags: Tags): string {
  return Object.entries(tags)
    .filter(([, text]) => text !== undefined)
    .map(([tag, text = '']) => `<${tag}>${escaped(text)}</${tag}>`)
    .join('');
}

/** The envelope of the data set XML130 (channel A): each dossier is a treatment. */
export function hospitalEnvelope(
  facility: string,
  day: string,
  dossiers: readonly (readonly EnvelopePart[])[],
): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<GIAMDINHHS>${body(facility, day, dossiers, '')}</GIAMDINHHS>`;
}

/** The envelope of the electronic papers of 2025 (channel B). */
export function paperEnvelope(
  facility: string,
  day: string,
  dossiers: readonly (readonly EnvelopePart[])[],
): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<HSCHUNGTU>${body(facility, day, dossiers, ' Id="hoso"')}</HSCHUNGTU>`;
}

/** A flat notice: of a death `HSDLGBT/GIAYBAOTU`, of a birth `HSDLGCS/GIAYCHUNGSINH`. */
export function flatNotice(root: 'HSDLGBT' | 'HSDLGCS', tags: Tags): string {
  const paper = root === 'HSDLGBT' ? 'GIAYBAOTU' : 'GIAYCHUNGSINH';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}><${paper}>${writeTags(tags)}</${paper}><CHUKYDONVI></CHUKYDONVI></${root}>`;
}

function body(
  facility: string,
  day: string,
  dossiers: readonly (readonly EnvelopePart[])[],
  id: string,
): string {
  const list = dossiers.map((parts) => `<HOSO>${parts.map(writePart).join('')}</HOSO>`).join('');
  return (
    `<THONGTINDONVI><MACSKCB>${facility}</MACSKCB></THONGTINDONVI>` +
    `<THONGTINHOSO${id}><NGAYLAP>${day}</NGAYLAP><SOLUONGHOSO>${dossiers.length}</SOLUONGHOSO>` +
    `<DANHSACHHOSO>${list}</DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI></CHUKYDONVI>`
  );
}

function writePart({ kind, xml }: EnvelopePart): string {
  const content = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${xml}`).toString('base64');
  return `<FILEHOSO><LOAIHOSO>${kind}</LOAIHOSO><NOIDUNGFILE>${content}</NOIDUNGFILE></FILEHOSO>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
