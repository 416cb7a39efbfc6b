import type { AccessMode } from '../../../execution/context.ts';
import { standardClass } from '../missing.ts';

/** System.AccessLevel */
export class AccessLevel {
  readonly $mode: AccessMode;

  constructor(mode: AccessMode) {
    this.$mode = mode;
  }

  static readonly user_mode = new AccessLevel('user');
  static readonly system_mode = new AccessLevel('system');

  tostring(): string {
    return this.$mode === 'user' ? 'USER_MODE' : 'SYSTEM_MODE';
  }
}
standardClass('AccessLevel', AccessLevel);

export function accessMode(level: AccessLevel | null | undefined): AccessMode {
  return level?.$mode ?? 'system';
}
