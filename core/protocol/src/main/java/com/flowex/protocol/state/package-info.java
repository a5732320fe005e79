/** Bytes of the records in a snapshot. */
@NullMarked
package com.flowex.protocol.state;

import org.jspecify.annotations.NullMarked;
