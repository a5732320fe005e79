/** API for clients of Binance: one dialect over the same order entry and views as every other client's (ADR 0128). */
@NullMarked
package com.flowex.binance;

import org.jspecify.annotations.NullMarked;
