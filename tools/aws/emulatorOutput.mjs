// @ts-check
// Reads what the Runtime Interface Emulator prints: on stdout the function's own output between the emulator's START,
// END and REPORT lines, on stderr what it thinks of the function's process.
import readline from 'node:readline';

const PLATFORM_LINE = /(START|END|REPORT) RequestId: [0-9a-f-]{36}/;
const PROCESS_ENDED = /\(rapid\) Process runtime-\d+ exited: (.*)$/;

export class EmulatorOutput {
  /** @type {import('./report.mjs').LogLine[]} */
  #lines = [];
  #onReport = () => {};
  /** How the function's process ended: "exit status 3", "signal: aborted"; unset while it lives. @type {string | undefined} */
  processEnd;
  /** The emulator's own last words, for when it breaks down. @type {string[]} */
  lastWords = [];

  /** @param {import('node:stream').Readable} stdout @param {import('node:stream').Readable} stderr */
  constructor(stdout, stderr) {
    readline.createInterface({ input: stdout }).on('line', (text) => this.#read(text));
    readline.createInterface({ input: stderr }).on('line', (text) => {
      this.processEnd = PROCESS_ENDED.exec(text)?.[1] ?? this.processEnd;
      this.lastWords = [...this.lastWords.slice(-9), text];
    });
  }

  /** @returns {Promise<void>} resolves with the next REPORT: all output before it has been read */
  nextReport() {
    return new Promise((resolve) => (this.#onReport = resolve));
  }

  /** @returns {import('./report.mjs').LogLine[]} what the function printed since the last call */
  take() {
    return this.#lines.splice(0);
  }

  /** @param {string} text */
  #read(text) {
    const platform = PLATFORM_LINE.exec(text);
    // Output that did not end with a line end has the emulator's line after it.
    const own = platform ? text.slice(0, platform.index) : text;
    if (own || !platform) this.#lines.push({ at: Date.now(), text: own });
    if (platform?.[1] === 'REPORT') this.#onReport();
  }
}
