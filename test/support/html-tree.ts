import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** Every element of a fragment as a browser builds it: tag, attributes, and the namespace when it is not HTML. */
export function elementsOf(html: string): { tag: string; attributes: Record<string, string>; foreign: boolean }[] {
  const found: ReturnType<typeof elementsOf> = [];
  const walk = (node: Node) => {
    if (!('tagName' in node)) return;
    const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
    found.push({ tag: node.tagName, attributes, foreign: !node.namespaceURI.endsWith('/xhtml') });
    for (const child of node.childNodes) walk(child);
    if ('content' in node)
      for (const child of (node as DefaultTreeAdapterTypes.Template).content.childNodes) walk(child);
  };
  for (const node of parseFragment(html).childNodes) walk(node);
  return found;
}

/** What a person reads of a fragment. */
export function textOf(html: string): string {
  const text = (node: Node): string =>
    'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(text).join('') : '';
  return parseFragment(html).childNodes.map(text).join('');
}
