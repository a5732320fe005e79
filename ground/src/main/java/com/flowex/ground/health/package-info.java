/**
 * What is well and what is not, by name, since when.
 *
 * <p>Invariant: a service that cannot do its work is not ready, and keeps no other from being so.
 */
@NullMarked
package com.flowex.ground.health;

import org.jspecify.annotations.NullMarked;
