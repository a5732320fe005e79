/** Bytes of commands, and of the requests that carry them to the log. */
@NullMarked
package com.flowex.protocol.command;

import org.jspecify.annotations.NullMarked;
