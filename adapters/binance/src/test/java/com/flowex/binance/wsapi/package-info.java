/** Tests of the WebSocket API's messages. */
@NullMarked
package com.flowex.binance.wsapi;

import org.jspecify.annotations.NullMarked;
