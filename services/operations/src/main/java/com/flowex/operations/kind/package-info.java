/**
 * The kinds of tasks that the exchange has by itself.
 *
 * <p>Invariant: each may be done twice, and one that was cut off leaves nothing that the next one does not put right.
 */
@NullMarked
package com.flowex.operations.kind;

import org.jspecify.annotations.NullMarked;
