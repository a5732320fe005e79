/**
 * Upstreams of the gateway: their health, and the choice of the next one. An upstream that is out gets no client's call
 * until it is back.
 */
@NullMarked
package com.flowex.gateway.upstream;

import org.jspecify.annotations.NullMarked;
