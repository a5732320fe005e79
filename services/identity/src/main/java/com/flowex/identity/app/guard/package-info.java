/**
 * Detection of attacks on users, with immediate measures and notices to the user and the operator.
 *
 * <p>Invariant: every automatic measure is a case in the database, ends by itself, is audited, and can be lifted by an
 * operator.
 */
@NullMarked
package com.flowex.identity.app.guard;

import org.jspecify.annotations.NullMarked;
