import type { ComponentChildren } from 'preact';

import { Icon } from '../../icons/index.ts';

export type Tone = 'good' | 'warn' | 'bad' | 'plain';

/** Each tone has a shape of its own beside its colour, and a word for those who see neither. */
const SHAPES: Record<Tone, { readonly icon: string; readonly word: string }> = {
  good: { icon: 'success', word: 'Good:' },
  warn: { icon: 'alert', word: 'Attention:' },
  bad: { icon: 'error', word: 'Error:' },
  plain: { icon: 'info', word: '' },
};

export interface NoticeProps {
  readonly tone: Tone;
  readonly title: ComponentChildren;
  readonly icon?: string;
  readonly children?: ComponentChildren;
}

export function Notice({ tone, title, icon, children }: NoticeProps) {
  const { icon: usual, word } = SHAPES[tone];
  return (
    <div class={`notice ${tone}`}>
      <span class="notice-icon">
        <Icon name={icon ?? usual} />
      </span>
      <div class="notice-words">
        <p class="notice-title">
          {word !== '' && <span class="unseen">{word} </span>}
          {title}
        </p>
        {children}
      </div>
    </div>
  );
}

/** Says its content aloud when it changes; it must be there before the content is. */
export function Live({ children }: { readonly children?: ComponentChildren }) {
  return (
    <div role="status" aria-live="polite">
      {children}
    </div>
  );
}
