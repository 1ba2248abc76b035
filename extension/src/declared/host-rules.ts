import { hostFits } from './host.ts';
import { Refused } from './refused.ts';

const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const MAX_HOST = 253; // characters, of DNS

/** Read with code of our own; each stands for all hosts below it too. */
const BUILT_IN = ['github.com', 'console.aws.amazon.com', 'console.aws.com'];

/** Below these anybody can have a host. Only a second look: the server checks with the whole list of public suffixes. */
const EVERYBODYS =
  /^(?:(?:co|com|org|net|gov|edu|ac|ne|or|go)\.[a-z]{2}|(?:github|gitlab|bitbucket)\.io|(?:pages|workers)\.dev|(?:vercel|netlify|web|fly)\.app|herokuapp\.com|amazonaws\.com|cloudfront\.net|azurewebsites\.net|appspot\.com|firebaseapp\.com|blogspot\.com)$/;

export function checkHost(text: string): string {
  const base = text.startsWith('*.') ? text.slice(2) : text;
  const shown = `host "${text.slice(0, 60)}"`;
  if (base.length > MAX_HOST || !HOST.test(base)) throw new Refused(`${shown} is no host: write tool.example.com`);
  if (base !== text && (!base.includes('.') || /(?:^|\.)[0-9]+$/.test(base) || EVERYBODYS.test(base))) {
    throw new Refused(`${shown} stands for hosts of many owners: write at least two labels of your own after "*."`);
  }
  const taken = BUILT_IN.find(
    (host) => base === host || hostFits(`*.${host}`, base) || (base !== text && hostFits(`*.${base}`, host)),
  );
  if (taken !== undefined) throw new Refused(`${shown} is or holds ${taken}, which the extension reads by itself`);
  return text;
}
