/**
 * Health of a process: the state of each component, by name, and since when.
 *
 * <p>Invariant: a service that cannot do its work is not ready, and does not prevent others from being ready.
 */
@NullMarked
package com.flowex.platform.health;

import org.jspecify.annotations.NullMarked;
