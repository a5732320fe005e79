/**
 * Erasure of people at their own request, final after a waiting period in which they can cancel it.
 *
 * <p>Start at {@link com.flowex.identity.api.ErasureRoutes}, then {@link com.flowex.identity.app.erasure.ErasureWorker}.
 *
 * <p>Invariant: everyone in the list of erased people ({@link com.flowex.identity.store.person.ErasureLog}) is erased before
 * any request is served, however old the database is.
 */
@NullMarked
package com.flowex.identity.app.erasure;

import org.jspecify.annotations.NullMarked;
