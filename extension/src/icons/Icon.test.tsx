import { render } from 'preact';
import { expect, it } from 'vitest';
import { Icon } from './Icon.tsx';
import { ICON_NAMES } from './names.ts';

function drawn(node: preact.ComponentChild): HTMLElement {
  const root = document.createElement('div');
  render(node, root);
  return root;
}

it('is hidden from assistive technology unless it has a label', () => {
  expect(drawn(<Icon name="github" />).innerHTML).toContain('aria-hidden="true"');
  const labelled = drawn(<Icon name="github" label="GitHub" />).firstElementChild;
  expect(labelled?.getAttribute('role')).toBe('img');
  expect(labelled?.getAttribute('aria-label')).toBe('GitHub');
  expect(labelled?.hasAttribute('aria-hidden')).toBe(false);
});

it('shows an emoji as text, and nothing for a name that is not known', () => {
  expect(drawn(<Icon name="🚀" />).textContent).toBe('🚀');
  expect(drawn(<Icon name="no-such-icon" />).innerHTML).toBe('');
});

it('is one svg with one path, without style, script, handler or reference, whatever its name', () => {
  for (const name of ICON_NAMES) {
    const root = drawn(<Icon name={name} />);
    const elements = [...root.querySelectorAll('*')];
    expect(elements.map((element) => element.localName)).toEqual(['svg', 'path']);
    for (const name of elements.flatMap((element) => element.getAttributeNames())) {
      expect(name).not.toMatch(/^(on.*|style|src|id|(xlink:)?href)$/);
    }
  }
});
