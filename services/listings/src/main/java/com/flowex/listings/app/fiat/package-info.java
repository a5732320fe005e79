/**
 * Rates that show amounts of an asset in a fiat currency. The exchange has none of its own: an operator or a provider
 * gives them.
 *
 * <p>Invariant: a rate has a source and a time; one that is too old is no rate. Nothing that moves money reads them.
 */
@NullMarked
package com.flowex.listings.app.fiat;

import org.jspecify.annotations.NullMarked;
