/** An adapter, or a part of one, that may not be used. The message names the part and the remedy. */
export class Refused extends Error {}
