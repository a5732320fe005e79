/** Queries of the reports, and their rows. */
@NullMarked
package com.flowex.trading.store.report;

import org.jspecify.annotations.NullMarked;
