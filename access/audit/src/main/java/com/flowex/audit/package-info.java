/**
 * Audit log: actor, action, subject and address of each audited action, in one hash chain per tenant, sealed by signed
 * checkpoints outside the database.
 *
 * <p>Invariant: an entry is never changed or removed; if one is, verification says so and says where.
 */
@NullMarked
package com.flowex.audit;

import org.jspecify.annotations.NullMarked;
