/** Relaying of one call: bytes pass as they come, in both directions, and a slow side slows only its own call. */
@NullMarked
package com.flowex.gateway.relay;

import org.jspecify.annotations.NullMarked;
