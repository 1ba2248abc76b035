import mark from '../../icons/mark.svg?no-inline';

/** The sign of Skerry; the name stands beside it. */
export function Mark({ size }: { readonly size: number }) {
  return <img class="sign" src={mark} width={size} height={size} alt="" />;
}
