/**
 * Surveillance cases: suspicions, and the decisions of people about them.
 *
 * <p>Invariant: the proposer of a decision never approves it, and neither the proposer nor the approver is suspected in
 * the case.
 */
@NullMarked
package com.flowex.risk.app.suspicion;

import org.jspecify.annotations.NullMarked;
