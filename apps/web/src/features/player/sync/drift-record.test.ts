import { describe, expect, it } from '@jest/globals';

import { createDriftRecord } from './drift-record.js';

describe('drift record', () => {
  it('answers with the median since the last time, whatever the outliers', () => {
    const record = createDriftRecord();
    for (const driftMs of [12, -900, 9, 15, 4_000]) record.add(driftMs);
    expect(record.take()).toBe(12);
    record.add(-7);
    expect(record.take()).toBe(-7);
  });

  it('says nothing where nothing ran', () => {
    expect(createDriftRecord().take()).toBeUndefined();
  });
});
