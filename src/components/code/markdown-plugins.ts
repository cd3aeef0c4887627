import type { SatteriProcessorOptions } from '@astrojs/markdown-satteri';
import { highlightTree, languageOf } from './highlight.ts';

/** What Markdown would give a style attribute gets a class: the content security policy refuses inline styles. */
export const classesForStyles = [
  {
    name: 'highlight-code',
    element: {
      filter: ['pre'],
      visit(node, context) {
        const code = node.children[0];
        if (code?.type !== 'element' || code.tagName !== 'code') return undefined;
        const language = /language-(\S+)/.exec(String(code.properties['className'] ?? ''))?.[1] ?? 'txt';
        return highlightTree(context.textContent(code), languageOf(language));
      },
    },
  },
  {
    name: 'align-columns',
    element: {
      filter: ['th', 'td'],
      visit(node, context) {
        const side = /text-align:\s*(\w+)/.exec(String(node.properties['style'] ?? ''))?.[1];
        if (side === undefined) return;
        context.setProperty(node, 'style', null);
        context.setProperty(node, 'className', [`align-${side}`]);
      },
    },
  },
] satisfies SatteriProcessorOptions['hastPlugins'];
