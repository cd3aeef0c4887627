import type { ShikiTransformer, ThemeRegistration } from 'shiki';
import { indentClass } from '../../sandbox/editor/indent-class.ts';

/**
 * The kinds of token that are set off, by the element that stands for each. Without our style sheet, as in a feed or a
 * reader's view, keywords are still bold and comments italic; and they are a third of the size of spans with classes.
 */
const kinds = {
  b: ['keyword', 'storage', 'variable.language', 'keyword.operator.new', 'keyword.operator.expression'],
  span: ['string', 'constant.language'],
  i: ['comment', 'string.quoted.docstring'],
} as const;

/** What the scopes above would take along, and which reads better plain. */
const plainScopes = [
  'keyword.operator',
  'storage.type.function.arrow',
  'punctuation.definition.template-expression',
  'meta.template.expression',
  'meta.embedded',
  'meta.fstring',
];

/** Shiki knows tokens apart by colour, so each kind is given one that stands for its place in the list. */
const colourOf = (index: number): string => `#00000${index}`;
const plain = colourOf(0);

/** The theme by which Shiki tells the kinds apart; `tokenElements` turns its colours into elements. */
export const tokenTheme: ThemeRegistration = {
  name: 'token-elements',
  settings: [
    { settings: { foreground: plain, background: plain } },
    { scope: plainScopes, settings: { foreground: plain } },
    ...Object.values(kinds).map((scope, index) => ({
      scope: [...scope],
      settings: { foreground: colourOf(index + 1) },
    })),
  ],
};

const elementOfStyle = new Map(Object.keys(kinds).map((kind, index) => [`color:${colourOf(index + 1)}`, kind]));

/** What a line is made of. */
type Content = Parameters<NonNullable<ShikiTransformer['line']>>[0]['children'][number];

/** Shiki counts the space before a token as a part of it; outside, it is the same for each and costs a page less. */
function setOff(token: Extract<Content, { type: 'element' }>, tagName: string): Content[] {
  const [text, ...more] = token.children;
  const made = { ...token, tagName, properties: {} };
  if (text?.type !== 'text' || more.length > 0) return [made];
  const value = text.value.trimStart();
  const space = text.value.slice(0, text.value.length - value.length);
  const trimmed = { ...made, children: [{ ...text, value }] };
  return space === '' ? [trimmed] : [{ type: 'text', value: space }, trimmed];
}

/** Gives tokens an element, where a style attribute would break the page's content security policy. */
export const tokenElements: ShikiTransformer = {
  name: 'token-elements',
  pre(node) {
    delete node.properties['style'];
    node.properties['class'] = 'code';
  },
  line(node, line) {
    const name = indentClass(this.source.split('\n')[line - 1] ?? '');
    node.properties = name === undefined ? {} : { class: name };
    // A token that is not set off needs no element of its own.
    node.children = node.children.flatMap((child) => {
      if (child.type !== 'element') return child;
      const tagName = elementOfStyle.get(String(child.properties['style']));
      return tagName === undefined ? child.children : setOff(child, tagName);
    });
  },
};
