/**
 * What is due when: everything that happens by itself at a log time.
 *
 * <p>Invariant: the order of timers depends on what they are alone, never on when they were started.
 */
@NullMarked
package com.flowex.engine.timers;

import org.jspecify.annotations.NullMarked;
