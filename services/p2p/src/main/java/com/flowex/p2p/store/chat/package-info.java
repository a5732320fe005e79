/** Tables of the chat of trades: messages, files and frozen evidence. */
@NullMarked
package com.flowex.p2p.store.chat;

import org.jspecify.annotations.NullMarked;
