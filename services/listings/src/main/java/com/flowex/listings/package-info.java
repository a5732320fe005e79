/**
 * Catalogue of the world's coins, whether or not they are traded here: searchable, sortable, with source and age.
 *
 * <p>Invariant: no request waits for a provider, and every answer names its source.
 */
@NullMarked
package com.flowex.listings;

import org.jspecify.annotations.NullMarked;
