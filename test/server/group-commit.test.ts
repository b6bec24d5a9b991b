import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { describe, it } from 'node:test';
import { GroupCommit } from '../../server/storage/group-commit.js';

/** A database that writes down what it is told; a commit waits until the test lets it go. */
class Recorder {
  readonly lines: string[] = [];
  commits = 0;
  failCommit = false;
  let: () => void = () => {};
  /** `commit`: one is asked for, and waits. */
  readonly events = new EventEmitter();

  readonly group = new GroupCommit(async (work) => {
    this.lines.push('begin');
    await work({
      runner: {
        query: async (text) => {
          this.lines.push(text);
          return [];
        },
      },
      execute: async (text) => {
        this.lines.push(text);
      },
    });
    await new Promise<void>((resolve) => {
      this.let = resolve;
      this.events.emit('commit');
    });
    if (this.failCommit) throw new Error('the disk is full');
    this.commits += 1;
    this.lines.push('commit');
  });

  write = (journey: string, text: string, fail = false) =>
    this.group.run('t', journey, async (tx) => {
      await tx.query(text);
      if (fail) throw new Error(`not ${text}`);
      return text;
    });

  /** Waits until the commit of the present group is asked for, and lets it go. */
  async finish(commits: number): Promise<void> {
    while (this.commits < commits) {
      this.let();
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      if (this.failCommit) return;
    }
  }
}

describe('a group of changes', () => {
  it('shares one commit, and nobody is acknowledged before it', async () => {
    const recorder = new Recorder();
    const acknowledged: string[] = [];
    const asked = once(recorder.events, 'commit');
    const all = ['a', 'b', 'c'].map((text) => recorder.write(text, text).then(() => acknowledged.push(text)));
    await asked;
    // All that can go on without the commit has gone on.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    assert.equal(recorder.lines.at(-1), 'a');
    assert.deepEqual(acknowledged, []);
    await recorder.finish(2);
    await Promise.all(all);
    assert.equal(recorder.lines.filter((line) => line === 'begin').length, 2, 'one alone, then two together');
  });

  it('keeps the order of a journey, and takes journeys in one order', async () => {
    const recorder = new Recorder();
    const all = [
      recorder.write('z', 'first'),
      recorder.write('b', 'b1'),
      recorder.write('a', 'a1'),
      recorder.write('b', 'b2'),
      recorder.write('a', 'a2'),
    ];
    await recorder.finish(2);
    assert.deepEqual(await Promise.all(all), ['first', 'b1', 'a1', 'b2', 'a2']);
    assert.deepEqual(
      recorder.lines.filter((line) => /^[ab]\d$/.test(line)),
      ['a1', 'a2', 'b1', 'b2'],
    );
  });

  it('undoes one that fails alone, and keeps the others', async () => {
    const recorder = new Recorder();
    const first = recorder.write('z', 'first');
    const [good, bad, other] = [
      recorder.write('a', 'good'),
      recorder.write('b', 'bad', true),
      recorder.write('c', 'other'),
    ];
    const outcomes = Promise.allSettled([good, bad, other]);
    await recorder.finish(2);
    await first;
    assert.deepEqual(
      (await outcomes).map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    const at = recorder.lines.indexOf('bad');
    assert.equal(recorder.lines[at + 1], 'rollback to savepoint one');
    await assert.rejects(bad, { message: 'not bad' });
  });

  it('acknowledges nobody when the commit fails, and goes on with the next', async () => {
    const recorder = new Recorder();
    recorder.failCommit = true;
    const lost = [recorder.write('a', 'a'), recorder.write('b', 'b')];
    const outcomes = Promise.allSettled(lost);
    for (let turn = 0; turn < 20; turn++) await recorder.finish(1);
    assert.deepEqual(
      (await outcomes).map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    recorder.failCommit = false;
    const kept = recorder.write('a', 'again');
    await recorder.finish(1);
    assert.equal(await kept, 'again');
  });
});
