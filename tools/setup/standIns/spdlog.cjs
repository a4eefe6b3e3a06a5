// Stand-in for VS Code's native logger @vscode/spdlog, which has no prebuilt binary: same interface, plain files.
// Without it VS Code runs, but writes no log files.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
const INFO = 2;
const FLUSH_AFTER_MS = 50;

/** @type {Set<Logger>} */
const open = new Set();

class Logger {
  /** @param {string} _type @param {string} _name @param {string} [file] none: standard output */
  constructor(_type, _name, file) {
    this.file = file;
    this.level = INFO;
    this.formatted = true;
    this.pending = '';
    if (file) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.appendFileSync(file, '');
    }
    open.add(this);
  }
  /** @param {number} level @param {string} message */
  log(level, message) {
    if (level < this.level) return;
    if (!this.pending) setTimeout(() => this.flush(), FLUSH_AFTER_MS).unref();
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    this.pending += this.formatted ? `${time} [${LEVELS[level]}] ${message}\n` : message;
  }
  flush() {
    const text = this.pending;
    this.pending = '';
    if (!text) return;
    if (this.file) fs.appendFileSync(this.file, text);
    else process.stdout.write(text);
  }
  drop() {
    this.flush();
    open.delete(this);
  }
  getLevel() {
    return this.level;
  }
  /** @param {number} level */
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.formatted = false;
  }
}
for (const [level, name] of ['trace', 'debug', 'info', 'warn', 'error', 'critical'].entries()) {
  Object.defineProperty(Logger.prototype, name, {
    /** @this {Logger} @param {string} message */
    value(message) {
      this.log(level, message);
    },
  });
}

process.on('exit', () => {
  for (const logger of open) logger.flush();
});

/** @param {string} name @param {string} file */
const createLogger = async (name, file) => new Logger('rotating', name, file);

// One `exports.x =` per name: VS Code imports this from an ES module, which sees only names written this way.
exports.version = 1;
exports.Logger = Logger;
exports.setLevel = (/** @type {number} */ level) => {
  for (const logger of open) logger.setLevel(level);
};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
