import type { FormTrigger } from './form';

/** Of lambda_http, with which it reads a trigger's events (https://docs.rs/crate/lambda_http/latest/features). */
export const featureOf: Readonly<Record<FormTrigger, string>> = {
  functionUrl: 'apigw_http',
  httpApi: 'apigw_http',
  restApi: 'apigw_rest',
  alb: 'alb',
  albMultiValue: 'alb',
  webSocketConnect: 'apigw_websockets',
  webSocketMessage: 'apigw_websockets',
  webSocketDisconnect: 'apigw_websockets',
};
