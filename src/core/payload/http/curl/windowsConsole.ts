/** What a console in Windows may take for keys when it is pasted; a line break is none of these. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
export const controls = /[\0-\x09\x0b-\x1f\x7f]/;
