/**
 * The Redis that several processes share, if one is configured.
 *
 * <p>Invariant: a lost Redis loses nothing for good; every caller has a fallback for a missing answer.
 */
@NullMarked
package com.flowex.platform.redis;

import org.jspecify.annotations.NullMarked;
