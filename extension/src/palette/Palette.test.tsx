import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Part } from '../run/events.ts';
import type { Item } from '../wire/items.ts';
import { Palette } from './Palette.tsx';

const PARTS: readonly Part[] = [
  {
    integration: 'deployments',
    rank: 0,
    items: [
      { type: 'text', content: 'v2 is live', status: 'success', icon: 'deploy', tooltip: 'Since Monday' },
      { type: 'link', content: 'Runbook', status: 'none', href: 'https://wiki.example.com/run' },
      { type: 'link', content: '<b>Roll back</b>', status: 'important', href: 'https://deploy.example.com/back' },
    ],
  },
];

let root: HTMLElement;
const close = vi.fn();

async function show(parts: readonly Part[] = PARTS): Promise<void> {
  await act(() => {
    render(<Palette parts={parts} onClose={close} />, root);
  });
}

function one(selector: string): HTMLElement {
  const element = root.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`nothing is ${selector}`);
  return element;
}

const options = () => Array.from(root.querySelectorAll('[role=option]'));
const chosen = () => one('[aria-selected=true]');

async function type(text: string): Promise<void> {
  const field = one('input') as HTMLInputElement;
  await act(() => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
}

/** Down and up, where the focus is. */
async function press(key: string, more: KeyboardEventInit = {}): Promise<KeyboardEvent> {
  const down = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  const on = document.activeElement ?? root;
  await act(() => {
    on.dispatchEvent(down);
  });
  await act(() => {
    on.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true, ...more }));
  });
  return down;
}

beforeEach(() => {
  root = document.createElement('div');
  document.body.append(root);
  close.mockClear();
});

afterEach(() => {
  render(null, root);
  root.remove();
});

describe('the list', () => {
  it('is a combobox that has the focus, tells its choice, and says how many results there are', async () => {
    await show();
    const field = one('[role=combobox]');
    expect(document.activeElement).toBe(field);
    expect(field.getAttribute('aria-controls')).toBe(one('[role=listbox]').id);
    expect(field.getAttribute('aria-activedescendant')).toBe(chosen().id);
    expect(one('[role=status]').textContent).toBe('3 results');
  });

  it('draws what a server says as text', async () => {
    await show();
    expect(root.querySelector('b')).toBeNull();
    expect(root.textContent).toContain('<b>Roll back</b>');
  });

  it('says a status in words', async () => {
    await show();
    expect(options()[0]?.textContent).toContain('Good');
    expect(options()[2]?.textContent).toContain('Important');
  });

  it('draws the first of 500 results, and further ones when the choice gets there', async () => {
    const items = Array.from({ length: 500 }, (_, at): Item => ({ type: 'text', content: `r${at}`, status: 'none' }));
    await show([{ integration: null, rank: 0, items }]);
    expect(options().length).toBeLessThan(100);
    expect(options()[0]?.getAttribute('aria-setsize')).toBe('500');
    await press('End');
    expect(chosen().textContent).toContain('r499');
  });

  it.each([
    ['no result at all', [], '', 'This page has no results.'],
    ['no result that holds what is typed', PARTS, 'zebra', 'No result holds “zebra”.'],
  ])('says that there is %s', async (_, parts, query, words) => {
    await show(parts);
    await type(query);
    expect(options()).toEqual([]);
    expect(one('.empty').textContent).toBe(words);
    expect(one('[role=combobox]').getAttribute('aria-expanded')).toBe('false');
    await press('ArrowDown');
    await press('Enter');
    expect(close).not.toHaveBeenCalled();
  });
});

describe('keys', () => {
  it('move the choice, round the ends', async () => {
    await show();
    const seen: (string | null)[] = [];
    for (const key of ['ArrowDown', 'End', 'ArrowDown', 'ArrowUp', 'Home']) {
      expect((await press(key)).defaultPrevented).toBe(true);
      seen.push(chosen().id);
    }
    expect(seen).toEqual(['row-1', 'row-2', 'row-0', 'row-2', 'row-0']);
  });

  it('leave text editing alone', async () => {
    await show();
    expect((await press('Home', { shiftKey: true })).defaultPrevented).toBe(false);
    expect((await press('ArrowLeft')).defaultPrevented).toBe(false);
    expect((await press('Enter', { isComposing: true })).defaultPrevented).toBe(false);
    expect(close).not.toHaveBeenCalled();
  });

  it('filter, and begin with the first that is found', async () => {
    await show();
    await press('End');
    await type('run');
    expect(options()).toHaveLength(1);
    expect(chosen().querySelector('mark')?.textContent).toBe('Run');
    expect(one('[role=status]').textContent).toBe('1 of 3 results');
  });

  it('open a link in a tab of its own that knows nothing of this one, and close', async () => {
    await show();
    await type('run');
    const clicked = vi.fn((event: Event) => {
      event.preventDefault();
    });
    chosen().addEventListener('click', clicked);
    await press('Enter');
    expect(clicked).toHaveBeenCalledOnce();
    expect(chosen().getAttribute('href')).toBe('https://wiki.example.com/run');
    expect(chosen().getAttribute('target')).toBe('_blank');
    expect(chosen().getAttribute('rel')).toBe('noopener noreferrer');
    expect(close).toHaveBeenCalledOnce();
  });

  it('copy the chosen text, and say so until another one is chosen', async () => {
    await show();
    const setData = vi.fn();
    const event = new Event('copy', { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { setData } });
    await act(() => {
      one('input').dispatchEvent(event);
    });
    expect(setData).toHaveBeenCalledWith('text/plain', 'v2 is live');
    expect(event.defaultPrevented).toBe(true);
    expect(one('[role=status]').textContent).toBe('Copied');
    await press('ArrowDown');
    expect(one('[role=status]').textContent).toBe('3 results');
  });

  it('close with Escape, once it is up again, and not the one that ends a composition', async () => {
    await show();
    await press('Escape', { isComposing: true });
    expect(close).not.toHaveBeenCalled();
    await press('Escape');
    expect(close).toHaveBeenCalledOnce();
  });

  it('stay inside: Tab goes from the field to the button and back', async () => {
    await show();
    for (const [shiftKey, stop] of [
      [false, 'BUTTON'],
      [false, 'INPUT'],
      [true, 'BUTTON'],
      [true, 'INPUT'],
    ] as const) {
      expect((await press('Tab', { shiftKey })).defaultPrevented).toBe(true);
      expect(document.activeElement?.tagName).toBe(stop);
    }
  });
});

describe('the pointer', () => {
  const click = (element: HTMLElement) =>
    act(() => {
      element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    });

  it('closes beside the panel and by the button, not on the panel', async () => {
    await show();
    await click(one('.panel'));
    expect(close).not.toHaveBeenCalled();
    await click(one('.beside'));
    await click(one('button'));
    expect(close).toHaveBeenCalledTimes(2);
  });

  it('does not close when a selection of text ends beside the panel', async () => {
    await show();
    await act(() => {
      one('input').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      one('.beside').dispatchEvent(new MouseEvent('click', { bubbles: true }));
    });
    expect(close).not.toHaveBeenCalled();
  });

  it('chooses the row that it is on', async () => {
    await show();
    await act(() => {
      options()[2]?.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
    });
    expect(chosen().id).toBe('row-2');
    expect(one('.detail').textContent).toBe('deploy.example.com');
  });
});
