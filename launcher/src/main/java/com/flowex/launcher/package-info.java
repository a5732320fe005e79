/**
 * The switch: starts every part of FlowEx in one process, in order, and stops them in the opposite order.
 *
 * <p>Invariant: a start that fails leaves nothing running and nothing lost, and says why in one line.
 */
@NullMarked
package com.flowex.launcher;

import org.jspecify.annotations.NullMarked;
