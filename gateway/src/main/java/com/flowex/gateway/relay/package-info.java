/** One call's way through the gateway: bytes go on as they come, in both directions, and who is slow slows only themselves. */
@NullMarked
package com.flowex.gateway.relay;

import org.jspecify.annotations.NullMarked;
