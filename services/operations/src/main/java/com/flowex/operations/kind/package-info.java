/**
 * Kinds of tasks that the exchange has itself.
 *
 * <p>Invariant: each may be executed twice, and one that was interrupted leaves nothing that the next one does not
 * correct.
 */
@NullMarked
package com.flowex.operations.kind;

import org.jspecify.annotations.NullMarked;
