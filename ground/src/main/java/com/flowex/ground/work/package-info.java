/**
 * Work in the background: what runs by itself, again and again, for as long as the process lives.
 *
 * <p>Invariant: it ends when it is closed and for no other reason; what goes wrong in one turn is said once, shown by
 * the health page, counted, and tried again.
 */
@NullMarked
package com.flowex.ground.work;

import org.jspecify.annotations.NullMarked;
