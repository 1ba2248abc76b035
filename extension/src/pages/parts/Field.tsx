import { useId } from 'preact/hooks';
import type { ComponentChildren, TargetedEvent } from 'preact';

import { Icon } from '../../icons/index.ts';

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onLeave?: () => void;
  readonly type?: 'text' | 'password';
  readonly hint?: ComponentChildren;
  /** What is wrong with the value and how to put it right. */
  readonly error?: string | null;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  /** Addresses, tokens, host names. */
  readonly code?: boolean;
}

/** A labelled text field with its hint below, and the error of what was typed. */
export function Field({ label, value, onInput, onLeave, type = 'text', hint, error, ...rest }: FieldProps) {
  const id = useId();
  const wrong = error !== undefined && error !== null;
  const described = [wrong && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean).join(' ');
  const input = {
    id,
    class: rest.code === true ? 'input code' : 'input',
    value,
    placeholder: rest.placeholder ?? '',
    disabled: rest.disabled === true,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: false,
    ...(wrong && { 'aria-invalid': 'true' as const }),
    ...(described !== '' && { 'aria-describedby': described }),
    onInput: (event: TargetedEvent<HTMLInputElement>) => {
      onInput(event.currentTarget.value);
    },
    onBlur: () => onLeave?.(),
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {type === 'password' ? <input type="password" {...input} /> : <input type="text" {...input} />}
      <div class="error" id={`${id}-error`} aria-live="polite">
        {wrong && (
          <>
            <Icon name="alert" /> <span>{error}</span>
          </>
        )}
      </div>
      {hint !== undefined && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}
