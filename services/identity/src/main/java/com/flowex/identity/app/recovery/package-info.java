/**
 * Ends of second factors: their removal by their owners, and the recovery of users who have lost them.
 *
 * <p>Invariant: a factor ends under the lock of its user's row, and the last one only deliberately.
 */
@NullMarked
package com.flowex.identity.app.recovery;

import org.jspecify.annotations.NullMarked;
