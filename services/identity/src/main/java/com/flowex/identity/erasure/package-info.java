/**
 * People who are forgotten: asked for by themselves, after a while in which they may think better of it, and for good.
 *
 * <p>Start at {@link com.flowex.identity.erasure.ErasureRoutes}, then {@link com.flowex.identity.erasure.Erasing}.
 *
 * <p>Invariant: whoever is in the list of the erased ({@link com.flowex.identity.erasure.ErasedList}) is erased before anybody is
 * served, however old the database is.
 */
@NullMarked
package com.flowex.identity.erasure;

import org.jspecify.annotations.NullMarked;
