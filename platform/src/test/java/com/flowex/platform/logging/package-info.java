/** What a process says of itself, as whoever reads files, reports and levels finds it. */
@NullMarked
package com.flowex.platform.logging;

import org.jspecify.annotations.NullMarked;
