import type { ComponentChildren } from 'preact';

import { Icon } from '../../icons/index.ts';
import type { Tone } from './Notice.tsx';

export interface TagProps {
  readonly icon?: string;
  readonly tone?: Tone;
  readonly children: ComponentChildren;
}

/** A word or two about the thing it stands beside. */
export function Tag({ icon, tone = 'plain', children }: TagProps) {
  return (
    <span class={`tag ${tone}`}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </span>
  );
}
