import { useEffect, useRef, useState } from 'preact/hooks';

export interface ConfirmProps {
  /** On the button that begins it. */
  readonly label: string;
  /** What happens then. */
  readonly question: string;
  readonly yes: string;
  readonly onYes: () => void;
}

/** A button for what cannot be taken back: it asks once more, in its own place. */
export function Confirm({ label, question, yes, onYes }: ConfirmProps) {
  const [asking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  const began = useRef(false);
  useEffect(() => {
    if (asking) keep.current?.focus();
    else if (began.current) first.current?.focus();
  }, [asking]);
  const answer = (act: boolean) => {
    setAsking(false);
    if (act) onYes();
  };
  if (!asking) {
    return (
      <button
        ref={first}
        type="button"
        class="button"
        onClick={() => {
          began.current = true;
          setAsking(true);
        }}
      >
        {label}
      </button>
    );
  }
  return (
    <span
      class="confirm"
      role="group"
      aria-label={question}
      onKeyDown={(event) => {
        if (event.key === 'Escape') answer(false);
      }}
    >
      <span>{question}</span>
      <button
        type="button"
        class="button danger"
        onClick={() => {
          answer(true);
        }}
      >
        {yes}
      </button>
      <button
        ref={keep}
        type="button"
        class="button"
        onClick={() => {
          answer(false);
        }}
      >
        Cancel
      </button>
    </span>
  );
}
