import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { Frame } from './Frame.tsx';

async function shown(fetchItems: Parameters<typeof Frame>[0]['fetchItems'], onClose = () => undefined) {
  const root = document.createElement('main');
  await act(() => {
    render(<Frame fetchItems={fetchItems} onClose={onClose} root={root} />, root);
  });
  await act(() => Promise.resolve());
  return root;
}

it('shows what its ticket is good for, in the theme of the settings', async () => {
  const root = await shown(() => Promise.resolve({ parts: [], theme: 'contrast' }));
  expect(root.getAttribute('data-theme')).toBe('contrast');
  expect(root.querySelector('input')).not.toBeNull();
});

it('says what to do where the worker refuses the ticket, and can be closed', async () => {
  const close = vi.fn();
  const root = await shown(() => Promise.reject(new Error('this ticket was used')), close);
  expect(root.querySelector('[role=alert]')?.textContent).toContain('Close it and open it again');
  root.querySelector('button')?.click();
  expect(close).toHaveBeenCalledOnce();
});
