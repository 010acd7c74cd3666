/** What a value must be, and how it is read out of a file, a variable or an option. */
export interface SettingForm<Value> {
  /** Goes on where "must be" ends: "a whole number from 0 to 65535". */
  readonly description: string;
  /** As the file may have it: JSON Schema. */
  readonly schema: Readonly<Record<string, unknown>>;
  /**
   * The value; undefined where it is not allowed. Variables and options give texts.
   *
   * @param folder where relative paths begin
   */
  read(value: unknown, folder: string): Value | undefined;
}

/** One setting of a process: where it may be given, what it means, and what holds without it. */
export interface Setting<Value> {
  readonly form: SettingForm<Value>;
  readonly means: string;
  /** Name of the option on the command line, without the dashes. */
  readonly flag?: string;
  /** Name of the environment variable. */
  readonly variable?: string;
  /** Name of the variable by which a standard gives the same; read last, since a platform gives it to every process. */
  readonly standardVariable?: string;
  /** What the text of that variable, with others beside it, says in our words; undefined where it says nothing to us. */
  readonly fromStandard?: (
    text: string,
    environment: Readonly<Record<string, string | undefined>>,
  ) => string | undefined;
  /** A secret is never written into the file: the file is read by many. */
  readonly isSecret?: boolean;
  readonly isRequired?: boolean;
  readonly fallback: Value;
}

/** All settings of a process, by their paths in the file: `listen.port`. */
export type SettingTable = Readonly<Record<string, Setting<unknown>>>;

/** What a table reads, typed by its forms. */
export type SettingValues<Table extends SettingTable> = {
  readonly [Path in keyof Table]: Table[Path] extends Setting<infer Value> ? Value : never;
};

/** Where a setting may be given besides the file. */
export type Doors = Pick<
  Setting<unknown>,
  'flag' | 'variable' | 'standardVariable' | 'fromStandard' | 'isSecret'
>;

/** A setting that may be left out. */
export function optional<Value>(
  form: SettingForm<Value>,
  means: string,
  doors: Doors = {},
): Setting<Value | undefined> {
  return { form, means, ...doors, fallback: undefined };
}

/** A setting that has a value in any case. */
export function withFallback<Value>(
  form: SettingForm<Value>,
  fallback: Value,
  means: string,
  doors: Doors = {},
): Setting<Value> {
  return { form, means, ...doors, fallback };
}

/** A setting without which there is no start. Where it is missing, what was read is never used. */
export function required(form: SettingForm<string>, means: string, doors: Doors = {}): Setting<string> {
  return { form, means, ...doors, isRequired: true, fallback: '' };
}
