/** Bytes of the replies that a client of the log receives. */
@NullMarked
package com.flowex.protocol.reply;

import org.jspecify.annotations.NullMarked;
