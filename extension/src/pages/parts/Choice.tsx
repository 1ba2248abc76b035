import { useId } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
  /** Only decorates: the words say it all. */
  readonly picture?: ComponentChildren;
}

export interface ChoiceProps<T extends string> {
  readonly legend: string;
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
}

/** One of a few, as cards with pictures. */
export function Choice<T extends string>({ legend, options, value, onChange, disabled = false }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class="choice" disabled={disabled}>
      <legend class="unseen">{legend}</legend>
      {options.map((option) => (
        <label class="choice-card" key={option.value}>
          {option.picture !== undefined && (
            <span class="choice-picture" aria-hidden="true">
              {option.picture}
            </span>
          )}
          <span class="choice-words">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => {
                onChange(option.value);
              }}
            />
            <span>
              {option.label}
              {option.hint !== undefined && <span class="hint">{option.hint}</span>}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
