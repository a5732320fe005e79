/**
 * Restrictions that administrators put on users: stored with their history, sent to the exchange until it has answered,
 * and enforced in every process.
 *
 * <p>Invariant: a restriction that has ended never comes into force again by itself.
 */
@NullMarked
package com.flowex.identity.app.restriction;

import org.jspecify.annotations.NullMarked;
