/** What administrators allow accounts, and what they stop. */
@NullMarked
package com.flowex.trading.risk;

import org.jspecify.annotations.NullMarked;
