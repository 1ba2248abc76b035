import { useEffect, useState } from 'preact/hooks';

import { Icon } from '../icons/index.ts';
import { useOutside } from './outside.ts';
import { tipped } from './tips.ts';

export interface CopyButtonProps {
  readonly label: string;
  readonly text: string;
  readonly icon?: string;
  /** Only the icon is shown, the label is its tooltip. */
  readonly small?: boolean;
}

/** ms that it says what happened. */
const SAID = 1600;

export function CopyButton({ label, text, icon = 'copy', small = false }: CopyButtonProps) {
  const { copy } = useOutside();
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => {
      setOutcome(null);
    }, SAID);
    return () => {
      clearTimeout(timer);
    };
  }, [outcome]);
  const said = outcome === null ? label : outcome === 'copied' ? 'Copied' : 'The page does not allow copying';
  return (
    <button
      class={small ? 'icon-button' : 'button'}
      type="button"
      aria-label={small ? said : undefined}
      ref={tipped(small ? said : null)}
      onClick={() => {
        void copy(text).then((done) => {
          setOutcome(done ? 'copied' : 'refused');
        });
      }}
    >
      <Icon name={outcome === 'copied' ? 'check' : icon} />
      {!small && <span aria-live="polite">{said}</span>}
    </button>
  );
}
