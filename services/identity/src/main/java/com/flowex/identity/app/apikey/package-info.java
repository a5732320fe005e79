/**
 * API keys, with which bots sign requests.
 *
 * <p>Invariant: a key never grants what its owner may not do.
 */
@NullMarked
package com.flowex.identity.app.apikey;

import org.jspecify.annotations.NullMarked;
