/** Tables of ordered portfolio analyses and of scenarios. */
@NullMarked
package com.flowex.risk.store.portfolio;

import org.jspecify.annotations.NullMarked;
