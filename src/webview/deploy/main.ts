import { render } from 'lit';
import { isShowView, type DeployView, type FromDeployPanel } from '../../protocol/deploy';
import type { Methods } from '../../protocol/handshake';
import { Host } from '../shared/host';
import { page } from './page';

const panel = document.querySelector<HTMLElement>('#panel');
if (!panel) throw new Error('The page has no panel.');

let view: DeployView | undefined;
/** performance.now() when the view came; what runs is timed from there. */
let shownAt = 0;

const host = new Host<FromDeployPanel, Methods>((message) => {
  if (!isShowView(message)) return;
  const isNew = message.view.result !== undefined && view?.result === undefined;
  view = message.view;
  shownAt = performance.now();
  draw();
  if (isNew) document.querySelector('#result')?.scrollIntoView({ block: 'nearest' });
});

function draw(): void {
  if (!view || !panel) return;
  const { elapsedMs } = view.status ?? {};
  const running = elapsedMs === undefined ? undefined : elapsedMs + performance.now() - shownAt;
  const handlers = {
    press: (id: string) => host.send({ type: 'press', id }),
    choose: (what: Extract<FromDeployPanel, { type: 'choose' }>['what'], value: string) =>
      host.send({ type: 'choose', what, value }),
  };
  render(page(view, handlers, running), panel);
}

// Seconds go by only while something runs.
setInterval(() => {
  if (view?.status?.elapsedMs !== undefined) draw();
}, 1_000);

host.ready();
