/**
 * Risks of a tenant's coins; the module that computes them hands them over.
 *
 * <p>Invariant: a request reads memory, and once after a change the table; it computes nothing.
 */
@NullMarked
package com.flowex.listings.risk;

import org.jspecify.annotations.NullMarked;
