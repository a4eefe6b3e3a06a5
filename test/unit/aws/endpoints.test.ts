import assert from 'node:assert/strict';
import { endpointOfEnvironment, endpointOfProfile } from '../../../src/adapters/aws/endpoints';

describe('The endpoint of a service', () => {
  it('is that of the service before that of all, in the environment and in a profile', () => {
    const env = { AWS_ENDPOINT_URL: 'http://all', AWS_ENDPOINT_URL_STS: 'http://sts' };
    assert.equal(endpointOfEnvironment('sts', env), 'http://sts');
    assert.equal(endpointOfEnvironment('lambda', env), 'http://all');
    const sections = {
      shop: { services: 'local', endpoint_url: 'http://all' },
      'services.local': { 'sts.endpoint_url': 'http://sts' },
    };
    assert.equal(endpointOfProfile('sts', 'shop', sections, {}), 'http://sts');
    assert.equal(endpointOfProfile('lambda', 'shop', sections, {}), 'http://all');
  });

  it("is AWS's when nobody says anything, for a profile that is not there, too", () => {
    assert.equal(endpointOfEnvironment('lambda', { AWS_ENDPOINT_URL: '' }), undefined);
    assert.equal(endpointOfProfile('lambda', 'nosuch', {}, {}), undefined);
  });
});
