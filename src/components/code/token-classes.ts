import type { ShikiTransformer, ThemeRegistration } from 'shiki';

/** The kinds of token that are set off. The names are those that CodeMirror's class highlighter gives them too. */
const kinds = {
  'tok-keyword': ['keyword', 'storage', 'variable.language', 'keyword.operator.new', 'keyword.operator.expression'],
  'tok-string': ['string'],
  'tok-number': ['constant.numeric', 'constant.language'],
  'tok-comment': ['comment', 'string.quoted.docstring'],
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

/** The theme by which Shiki tells the kinds apart; `tokenClasses` turns its colours into classes. */
export const tokenTheme: ThemeRegistration = {
  name: 'token-classes',
  settings: [
    { settings: { foreground: plain, background: plain } },
    { scope: plainScopes, settings: { foreground: plain } },
    ...Object.values(kinds).map((scope, index) => ({
      scope: [...scope],
      settings: { foreground: colourOf(index + 1) },
    })),
  ],
};

const classOfStyle = new Map(Object.keys(kinds).map((kind, index) => [`color:${colourOf(index + 1)}`, kind]));

/** Gives tokens a class, where a style attribute would break the page's content security policy. */
export const tokenClasses: ShikiTransformer = {
  name: 'token-classes',
  pre(node) {
    delete node.properties['style'];
    node.properties['class'] = 'code';
  },
  span(node) {
    const kind = classOfStyle.get(String(node.properties['style']));
    node.properties = kind === undefined ? {} : { class: kind };
  },
  line(node) {
    // A token that is not set off needs no element of its own.
    node.children = node.children.flatMap((child) =>
      child.type === 'element' && Object.keys(child.properties).length === 0 ? child.children : child,
    );
  },
};
