/** Triggers whose events a function can't read: lambda_http has a feature for each. */
import { check } from '../../shape/checker';
import type { ShapeSet } from '../../shape/shape';
import { parseJson } from '../../shape/tree';
import type { HttpStamp } from './endpoint';
import { httpEvent } from './event';
import { emptyForm, formTriggers, type FormTrigger } from './form';
import { formEndpoint, formRequest } from './formRequest';

/** By the event of a plain request of each, as only its kind matters. */
export const refusedTriggers = (set: ShapeSet): readonly FormTrigger[] =>
  formTriggers.filter((trigger) => {
    const form = { ...emptyForm, trigger };
    const event = httpEvent(formRequest(form, undefined), formEndpoint(form), stamp);
    const { root } = parseJson('json' in event ? event.json : '');
    return root !== undefined && check(root, set).length > 0;
  });

const stamp: HttpStamp = {
  time: 0,
  uuid: () => '00000000-0000-4000-8000-000000000000',
  base64: () => 'AAAAAAAAAAAAAAAAAAAAAA==',
  text: () => '',
};
