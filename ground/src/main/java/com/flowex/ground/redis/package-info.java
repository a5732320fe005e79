/**
 * The Redis that several processes share, if one is configured.
 *
 * <p>Invariant: nothing here is lost for good when Redis is; who asks it has an answer of their own for that.
 */
@NullMarked
package com.flowex.ground.redis;

import org.jspecify.annotations.NullMarked;
