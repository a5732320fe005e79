/**
 * What is well and what is not, by name.
 *
 * <p>Invariant: a service that cannot do its work is not ready.
 */
@NullMarked
package com.flowex.ground.health;

import org.jspecify.annotations.NullMarked;
