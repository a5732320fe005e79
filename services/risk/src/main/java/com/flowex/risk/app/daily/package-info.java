/**
 * Daily computation and storage of the scores of a tenant's assets.
 *
 * <p>Invariant: a request reads stored scores; only background tasks compute.
 */
@NullMarked
package com.flowex.risk.app.daily;

import org.jspecify.annotations.NullMarked;
