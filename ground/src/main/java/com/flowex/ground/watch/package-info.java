/**
 * Looks at what a process stands on, and keeps what it saw: disk, memory, processor, clock, and whatever else is registered.
 *
 * <p>Invariant: nobody who asks how something is waits for it.
 */
@NullMarked
package com.flowex.ground.watch;

import org.jspecify.annotations.NullMarked;
