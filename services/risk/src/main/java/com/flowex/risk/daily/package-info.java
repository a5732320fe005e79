/**
 * What is computed each day and kept: the scores of a tenant's assets.
 *
 * <p>Invariant: a request reads what is stored; only background work computes.
 */
@NullMarked
package com.flowex.risk.daily;

import org.jspecify.annotations.NullMarked;
