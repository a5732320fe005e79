/**
 * Rules engine of FlowEx: commands in, events out, one command at a time.
 *
 * <p>Invariant: the same commands with the same times give the same events on any machine.
 */
@NullMarked
package com.flowex.engine;

import org.jspecify.annotations.NullMarked;
