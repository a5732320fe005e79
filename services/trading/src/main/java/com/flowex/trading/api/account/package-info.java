/** The WebSocket of an account: its requests and its messages. The contract is docs/api/account-stream.md. */
@NullMarked
package com.flowex.trading.api.account;

import org.jspecify.annotations.NullMarked;
