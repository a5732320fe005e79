/** Routes of the chat of trades, for parties and moderators. */
@NullMarked
package com.flowex.p2p.api.chat;

import org.jspecify.annotations.NullMarked;
