/**
 * Notices what looks like an attack on users, acts at once, and says so to the user and the operator.
 *
 * <p>Invariant: whatever is done by itself is a case in the database, ends by itself, is audited, and is lifted by an operator's word.
 */
@NullMarked
package com.flowex.identity.guard;

import org.jspecify.annotations.NullMarked;
