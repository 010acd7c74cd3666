/** An element of a file that was read. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** Without prefixes; declarations of namespaces are none. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text directly inside, as it is. */
  readonly text: string;
  /** Where it begins in the text that was read, and the place after its end. */
  readonly from: number;
  readonly to: number;
}

/** The children of this name. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The one child of this name; undefined where there is none or more than one: then nobody can say which is meant. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  const [first, second] = element ? childrenOf(element, name) : [];
  return second === undefined ? first : undefined;
}

/** The text of the one child of this name, trimmed; empty where there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  return childOf(element, name)?.text.trim() ?? '';
}

/** Every element of this name, at any depth, the element itself included. */
export function everyElement(element: XmlElement, name: string): readonly XmlElement[] {
  const below = element.children.flatMap((child) => everyElement(child, name));
  return element.name === name ? [element, ...below] : below;
}
