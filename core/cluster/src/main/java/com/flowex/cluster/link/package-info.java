/**
 * The log as a process uses it, with its node in the process or elsewhere.
 *
 * <p>Invariant: the user of the log cannot distinguish the two.
 */
@NullMarked
package com.flowex.cluster.link;

import org.jspecify.annotations.NullMarked;
