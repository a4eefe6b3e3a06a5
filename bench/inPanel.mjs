// @ts-check
/* global window, document, MessageChannel, MutationObserver, requestAnimationFrame, Event -- in the page */
// What runs in the page of the invoke panel.

/**
 * @param {{id: string, shown: RegExp}} file
 * @returns {Promise<number>} ms from its choice until its text, which begins so, was painted
 */
export function chooseFile({ id, shown }) {
  const select = /** @type {HTMLSelectElement} */ (document.querySelector('#payload-file'));
  const content = /** @type {HTMLElement} */ (document.querySelector('#payload .cm-content'));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const start = performance.now();
    port1.onmessage = () => resolve(performance.now() - start);
    const before = content.firstElementChild;
    const look = () => {
      // A payload before it may begin alike.
      const isShown =
        content.firstElementChild !== before && shown.test(content.textContent?.slice(0, 100) ?? '');
      // What is posted by a frame is received once that frame was painted.
      if (isShown) port2.postMessage(undefined);
      else requestAnimationFrame(look);
    };
    select.value = id;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    requestAnimationFrame(look);
  });
}

/** @typedef {{longest: number, isOver: boolean}} Watch @typedef {Window & {benchWatch?: Watch}} Watched */

/** From now on, until `longestStall`. */
export function watchStalls() {
  const watch = { longest: 0, isOver: false };
  /** @type {Watched} */ (window).benchWatch = watch;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    watch.longest = Math.max(watch.longest, now - last);
    last = now;
    if (!watch.isOver) setTimeout(look);
  };
  setTimeout(look);
}

/** @returns {number} ms: the longest in which the page did nothing else */
export function longestStall() {
  const watch = /** @type {Watched} */ (window).benchWatch;
  if (!watch) throw new Error('nothing is watched');
  watch.isOver = true;
  return watch.longest;
}

/** @returns {{time: Promise<number>}} ms from the next key until something is underlined */
export function watchSquiggle() {
  const time = new Promise((resolve) => {
    let pressed = 0;
    const key = (/** @type {KeyboardEvent} */ { timeStamp }) => (pressed = timeStamp);
    window.addEventListener('keydown', key, { capture: true, once: true });
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.cm-lintRange-error')) return;
      observer.disconnect();
      resolve(performance.now() - pressed);
    }).observe(document.body, { subtree: true, childList: true });
  });
  return { time };
}
