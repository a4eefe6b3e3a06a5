import assert from 'node:assert/strict';
import type { RankedSample } from '../../../src/core/payload/samples/sample';
import { SampleModel } from '../../../src/webview/invoke/samples/sampleModel';

const samples: readonly RankedSample[] = [
  { file: 'example-sqs-event.json', name: 'SQS event', type: 'SqsEvent', fits: true },
  { file: 'example-s3-event.json', name: 'S3 event', type: 'S3Event', fits: false },
  { file: 'example-sns-event.json', name: 'SNS event', fits: false },
];

function modelOf(): SampleModel {
  const model = new SampleModel();
  model.list(samples);
  return model;
}

const chosen = ({ selected }: SampleModel): string | undefined => selected?.name;

describe('The list of samples', () => {
  it('is searched by all words, in name, type and file, and the first match is chosen', () => {
    const model = modelOf();
    assert.equal(chosen(model), 'SQS event');
    model.search('EVENT s3');
    assert.deepEqual(
      model.shown.map(({ name }) => name),
      ['S3 event'],
    );
    assert.equal(chosen(model), 'S3 event');
    model.search('sqsevent');
    assert.equal(chosen(model), 'SQS event');
    model.search('example-sns');
    assert.equal(chosen(model), 'SNS event');
  });

  it('has nothing to choose where nothing matches, and all again without a search', () => {
    const model = modelOf();
    model.search('nothing');
    assert.equal(chosen(model), undefined);
    model.move(1);
    assert.equal(chosen(model), undefined);
    model.search('');
    assert.equal(model.shown.length, 3);
    assert.equal(chosen(model), 'SQS event');
  });

  it('ends at its ends', () => {
    const model = modelOf();
    model.move(-1);
    assert.equal(chosen(model), 'SQS event');
    model.move(1);
    assert.equal(chosen(model), 'S3 event');
    model.move(10);
    assert.equal(chosen(model), 'SNS event');
  });
});
