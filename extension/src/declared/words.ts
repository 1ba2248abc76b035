/** Words that mark what must never leave a page. They count in any case and anywhere in a name. */
const SECRET_WORDS = /csrf|xsrf|token|nonce|password|passwd|secret|credential|session/i;

export function hasSecretWord(text: string): boolean {
  return SECRET_WORDS.test(text);
}
