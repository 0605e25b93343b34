/** Something asked for that is not there, or not understood; one sentence. */
export class BadArgument extends Error {}
