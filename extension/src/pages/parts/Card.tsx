import { useId } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

import { Tag } from './Tag.tsx';

export interface CardProps {
  readonly title: string;
  readonly intro?: ComponentChildren;
  /** The administrator has decided what is here. */
  readonly locked?: boolean;
  readonly aside?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A group of settings with its heading. */
export function Card({ title, intro, locked = false, aside, children }: CardProps) {
  const id = useId();
  return (
    <section class="card" aria-labelledby={id}>
      <header class="card-head">
        <h3 id={id}>{title}</h3>
        {locked && <Tag icon="lock">Set by your administrator</Tag>}
        {aside}
      </header>
      {intro !== undefined && <p class="intro">{intro}</p>}
      {children}
    </section>
  );
}
