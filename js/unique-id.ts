/**
 * Element ids. Each model on a page runs its own copy of this bundle, so that counting alone would
 * give two panels the same ids, and labels would point into the wrong one.
 */

import { useState } from "preact/hooks";

const bundle = Math.random().toString(36).slice(2, 8);
let count = 0;

export function useUniqueId(): string {
  const [id] = useState(() => {
    count += 1;
    return `lw-${bundle}-${count}`;
  });
  return id;
}
