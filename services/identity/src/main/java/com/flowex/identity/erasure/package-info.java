/**
 * Erasure of people at their own request, final after a waiting period in which they can cancel it.
 *
 * <p>Start at {@link com.flowex.identity.erasure.ErasureRoutes}, then {@link com.flowex.identity.erasure.ErasureWorker}.
 *
 * <p>Invariant: everyone in the list of erased people ({@link com.flowex.identity.erasure.ErasureLog}) is erased before
 * any request is served, however old the database is.
 */
@NullMarked
package com.flowex.identity.erasure;

import org.jspecify.annotations.NullMarked;
