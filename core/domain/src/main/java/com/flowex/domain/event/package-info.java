/**
 * Facts that the engine has recorded, named in the past tense.
 *
 * <p>Invariant: every view can be rebuilt from all events of a log, without knowing a rule of the engine.
 */
@NullMarked
package com.flowex.domain.event;

import org.jspecify.annotations.NullMarked;
