/** Text of any length comes from the server; what is laid out has an end. The whole is in the tooltip. */

/** Characters of an item in the bar: more than its greatest width ever shows. */
export const IN_BAR = 120;
/** In a menu, and in an entry of the overlay. */
export const IN_MENU = 240;

/** At most `most` UTF-16 units and a `…`; never half a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = text.charCodeAt(most - 1);
  const whole = half >= 0xd800 && half <= 0xdbff ? most - 1 : most;
  return `${text.slice(0, whole).trimEnd()}…`;
}
