/** What risk asks of the queue of background work. */
@NullMarked
package com.flowex.risk.app;

import org.jspecify.annotations.NullMarked;
