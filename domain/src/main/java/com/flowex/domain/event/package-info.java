/**
 * What happened, in the past tense.
 *
 * <p>Invariant: whoever has all events of a log can rebuild every view without knowing a rule of the engine.
 */
@NullMarked
package com.flowex.domain.event;

import org.jspecify.annotations.NullMarked;
