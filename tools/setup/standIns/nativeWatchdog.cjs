// Stand-in for @vscode/native-watchdog, which has no prebuilt binary. Nothing is lost: the extension host also looks
// for its parent from JavaScript, every second.
'use strict';
exports.start = () => {};
exports.exit = (/** @type {number} */ code) => process.exit(code);
