/** Connections: framing, time-outs, numbers of them, and the lines that their requests leave in logs. */
@NullMarked
package com.flowex.access.http.connection;

import org.jspecify.annotations.NullMarked;
