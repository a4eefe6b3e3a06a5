import type { FromInvokeWebview, InvokeMethods } from '../../protocol/invoke';
import type { InvokeStrings } from '../../protocol/invokeStrings';
import { Refused, type Host } from '../shared/host';
import type { PayloadHost } from './payload';
import { chooseSample } from './samples/samplesDialog';

/** What a payload asks the extension for. */
export const payloadRequests = (
  host: Host<FromInvokeWebview, InvokeMethods>,
  strings: InvokeStrings,
): Omit<PayloadHost, 'keep' | 'invoke' | 'changed' | 'failed'> => ({
  read: (id) => host.request('readFile', { id }),
  saveAs: (text, id) => host.request('saveFile', { text, id }),
  save: (edit) => host.request('writeFile', edit),
  readClipboard: () => host.request('readClipboard', {}),
  generate: (wish) => host.request('generate', { wish }),
  sample: async () => {
    const text = await chooseSample(strings, {
      list: () => host.request('listSamples', null),
      read: (file) => host.request('readSample', { file }),
    });
    if (text === undefined) throw new Refused('');
    return text;
  },
  wrap: (text, envelope) => host.request('wrap', { text, envelope }),
  unwrap: (text) => host.request('unwrap', { text }),
});
