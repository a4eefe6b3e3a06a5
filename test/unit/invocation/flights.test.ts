import assert from 'node:assert/strict';
import { Flights, type FlightListener, type Loss } from '../../../src/core/invocation/flights';

interface Seen extends FlightListener {
  readonly losses: Loss[];
  doubts: number;
  starts: number;
}
const listener = (): Seen => ({
  losses: [],
  doubts: 0,
  starts: 0,
  lost(loss) {
    this.losses.push(loss);
  },
  doubt() {
    this.doubts++;
  },
  started() {
    this.starts++;
  },
});
const exited3 = { code: 3, signal: null };
/** As cargo-lambda 1.9.2 says of a killed process, and of one that it replaced. */
const killed = { code: null, signal: 'ForceStop' };
const crash = (exit: typeof exited3 | typeof killed) => ({ kind: 'crashed', exit });

describe('whose process died', () => {
  it('is clear when one invocation is under way', () => {
    const flights = new Flights();
    const one = listener();
    flights.send('first', one, 0);
    assert.equal(flights.exited(exited3, 3000), true);
    assert.deepEqual(one.losses, [crash(exited3)]);
    assert.equal(flights.waiting, 0);
  });

  it('is that of the one sent long enough ago, as the emulator is late to say so', () => {
    const flights = new Flights();
    const [old, young] = [listener(), listener()];
    flights.send('first', old, 0);
    flights.send('second', young, 2000);
    flights.exited(exited3, 3010);
    assert.deepEqual([old.losses, young.losses, young.doubts], [[crash(exited3)], [], 0]);
  });

  it('is left open between two, until one of them answers', () => {
    const flights = new Flights();
    const [first, second] = [listener(), listener()];
    const flight = flights.send('first', first, 0);
    flights.send('second', second, 0);
    flights.exited(exited3, 4000);
    assert.deepEqual([first.losses, second.losses, first.doubts, second.doubts], [[], [], 1, 1]);
    flight.answered();
    assert.deepEqual([first.losses, second.losses], [[], [crash(exited3)]]);
  });

  it('is clear when as many processes died as invocations are under way', () => {
    const flights = new Flights();
    const [first, second] = [listener(), listener()];
    flights.send('first', first, 0);
    flights.send('second', second, 0);
    flights.exited(exited3, 4000);
    flights.exited(exited3, 4001);
    assert.deepEqual([first.losses, second.losses], [[crash(exited3)], [crash(exited3)]]);
  });

  it('may be that of an invocation nobody waits for any more', () => {
    const flights = new Flights();
    const [given, waiting] = [listener(), listener()];
    flights.send('first', given, 0).abandoned();
    flights.send('second', waiting, 0);
    flights.exited(exited3, 4000);
    assert.deepEqual([waiting.losses, waiting.doubts, given.doubts], [[], 1, 0]);
    assert.equal(flights.waiting, 1);
  });

  it('is nobody’s when nothing is under way', () => {
    const flights = new Flights();
    flights.send('first', listener(), 0).answered();
    assert.equal(flights.exited(killed, 5000), false);
  });
});

describe('a restart after a file change', () => {
  const running = '     Running `target/debug/first`';

  it('tells the first start of a function from a restart', () => {
    const flights = new Flights();
    const one = listener();
    flights.send('first', one, 0);
    flights.line(running, 100);
    assert.deepEqual([one.starts, one.losses], [1, []]);
    assert.deepEqual(flights.process('first'), { executable: 'target/debug/first', startedAt: 100 });
    flights.line(running, 900);
    assert.deepEqual(one.losses, [{ kind: 'restarted' }]);
  });

  it('concerns only the function whose name cargo prints', () => {
    const flights = new Flights();
    flights.line(running, 0);
    const other = listener();
    flights.send('second', other, 100);
    flights.line(running, 200);
    assert.deepEqual([other.losses, other.starts], [[], 0]);
  });

  it('makes the late word of a killed process no crash, but a doubt', () => {
    const flights = new Flights();
    flights.line(running, 0);
    flights.line(running, 1000);
    const one = listener();
    flights.send('first', one, 1100);
    assert.equal(flights.exited(killed, 3900), true);
    assert.deepEqual([one.losses, one.doubts], [[], 1]);
    flights.exited(killed, 9000);
    assert.deepEqual(one.losses, [crash(killed)]);
  });

  it('leaves the emulator blind for the next death, for a while', () => {
    const flights = new Flights();
    flights.line(running, 0);
    assert.equal(flights.isBlind(1), false);
    flights.line(running, 1000);
    assert.deepEqual([flights.isBlind(4400), flights.isBlind(4500)], [true, false]);
  });

  it('excuses no exit code', () => {
    const flights = new Flights();
    flights.line(running, 0);
    flights.line(running, 1000);
    const one = listener();
    flights.send('first', one, 1100);
    flights.exited(exited3, 4000);
    assert.deepEqual(one.losses, [crash(exited3)]);
  });

  it('knows executables on Windows and in folders with spaces', () => {
    const flights = new Flights();
    flights.line('     Running `target\\debug\\first.exe`', 1);
    flights.line("     Running `'/my files/target/debug/second'`", 2);
    flights.line('     Running `/my files/größe/debug/third`', 3);
    flights.line('     Running `/my files/debug/fourth --flag`', 4);
    assert.equal(flights.process('first')?.executable, 'target\\debug\\first.exe');
    assert.equal(flights.process('second')?.executable, '/my files/target/debug/second');
    assert.equal(flights.process('third')?.executable, '/my files/größe/debug/third');
    assert.equal(flights.process('fourth')?.executable, '/my files/debug/fourth');
  });
});

describe('the output of an invocation', () => {
  it('starts when it is sent', () => {
    const flights = new Flights();
    flights.line('before', 0);
    const flight = flights.send('first', listener(), 1);
    flights.line('after', 2);
    assert.deepEqual(flight.output(), ['after']);
  });

  it('is bounded, the newest lines stay', () => {
    const flights = new Flights();
    const flight = flights.send('first', listener(), 0);
    for (let line = 0; line < 10_000; line++) flights.line(String(line), line);
    const output = flight.output();
    assert.ok(output.length >= 200 && output.length <= 400, String(output.length));
    assert.equal(output.at(-1), '9999');
  });
});
