/**
 * Launcher: starts every component of FlowEx in one process, in order, and stops them in the opposite order.
 *
 * <p>Invariant: a start that fails leaves nothing running and loses nothing, and gives its reason in one line.
 */
@NullMarked
package com.flowex.app;

import org.jspecify.annotations.NullMarked;
