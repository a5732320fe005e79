/**
 * What coins there are in the world, whoever lists them here: searched, sorted and shown with where it is from and how old it is.
 *
 * <p>Invariant: no request waits for a provider, and every answer says its source.
 */
@NullMarked
package com.flowex.listings;

import org.jspecify.annotations.NullMarked;
