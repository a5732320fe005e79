/** Logs, error reports and levels of a process, as their readers find them. */
@NullMarked
package com.flowex.platform.logging;

import org.jspecify.annotations.NullMarked;
